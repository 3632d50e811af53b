# The agent's question and its answers.
button-other = Lainnya…
button-answer = Jawab…
button-done = Selesai
# The title of a form, at most 45 characters.
form-answer = Jawabanmu
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } dari { $of })
question-several = Pilih satu atau lebih, lalu Selesai.
question-free = Tulis jawabanmu sebagai pesan berikutnya.
question-which = Saya tidak yakin yang mana yang kamu maksud. Yang mana?
question-lapsed = Pertanyaan itu sudah ditutup. Kalau masih penting bagimu, bilang saja.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = Ini bisa berarti dua hal. Mana yang kamu maksud?
reading-export = Ekspor videonya
reading-credits = Lihat kreditku
reading-state = Lihat linimasa
reading-help = Lihat bantuan
reading-new = Mulai proyek baru
reading-cancel = Batalkan yang sedang berjalan
reading-edit = Teruskan sebagai suntingan

# The button for what is needed less often, and what is said above those.
button-more = Lainnya…
more-choices = Apa lagi?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = buat video { $length } detik format { $shape } dari foto saya
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = Format { $shape }.
begin-in-length = Durasi { $length } detik.
# $what (text): a shape, a duration, or both
begin-as-set = Sesuai /settings: { $what }.
# A voice note. $words (text): what it says
voice-heard = Saya mendengar: “{ $words }”
voice-ask-heard = Saya tidak yakin mendengar pesan suaramu dengan benar: “{ $words }”. Apakah itu?
voice-ask = Saya tidak bisa menangkap kata-kata di pesan suaramu. Apakah itu?
voice-ask-typed = Di sini saya tidak bisa mendengarkan pesan suara: keinginanmu harus diketik. Apakah yang ini?
voice-is-words = Itu yang saya mau
voice-is-sound = Itu suara untuk video
voice-type = Kalau begitu tolong ketik: kata-katanya tidak bisa saya tangkap.
begin-pick = Pilih format dan durasi, atau sebuah ide:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = Format video baru: { $shape }
# $length (text): a duration, or settings-ask
settings-length = Durasi video baru: { $length }
settings-ask = ditanya setiap kali
