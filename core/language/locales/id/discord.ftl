### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = Siap. Jawabannya datang di sini.
discord-noted-private = Saya tidak bisa menulis di sini, jadi jawabannya datang di chat pribadi kita.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = Saya tidak bisa menulis di { $where }: izin { $permissions } tidak ada. Minta admin mengizinkannya; sampai saat itu saya menjawab di chat pribadi.
discord-not-taken = Saya gagal mencatatnya. Coba lagi dalam satu menit.
discord-ask-title = Apa yang harus saya ubah?
discord-ask-field = Dengan kata-kata Anda sendiri
discord-use-slash = Saya tidak bisa menulis kepada Anda secara pribadi. Pakai perintah garis miring saya di sini: hanya Anda yang melihat jawabannya.
