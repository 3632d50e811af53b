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
question-lapsed = Pertanyaan itu sudah ditutup. Kalau masih penting bagimu, bilang saja.
