### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Siap. Jawabannya datang di sini.
discord-noted-private = Saya tidak bisa menulis di sini, jadi jawabannya datang di chat pribadi kita.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Saya tidak bisa menulis di { $where }: izin { $permissions } belum ada. Minta admin mengizinkannya; sampai saat itu saya menjawab di chat pribadi kita.
discord-not-taken = Itu gagal saya catat. Coba lagi sebentar lagi.
form-change = Apa yang mau diubah?
form-own-words = Dengan kata-katamu sendiri
discord-use-slash = Saya tidak bisa menulis pribadi kepadamu. Pakai perintah garis miring di sini: hanya kamu yang melihat jawabannya.
# $thread (text): a link to it
discord-noted-thread = Siap. Jawabannya datang di { $thread }.
option-video-thread = Di utas tersendiri

slash-start = mulai
slash-help = bantuan
slash-new = baru
slash-projects = proyek
slash-status = status
slash-export = ekspor
slash-credits = kredit
slash-login = hubungkan
slash-logout = lepas
slash-cancel = batal
slash-language = bahasa
slash-settings = pengaturan
slash-whoami = siapaaku
slash-privacy = privasi
slash-export_my_data = data-saya
slash-forget = lupakan
slash-video = video
slash-new-title = judul
slash-projects-project = proyek
slash-export-quality = kualitas
slash-language-language = bahasa
slash-video-prompt = deskripsi
slash-video-photo = foto
slash-video-thread = utas
