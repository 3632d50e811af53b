### Register: "kamu" for the user and "saya" for the bot, as friendly Indonesian apps speak.

start-welcome =
    Hai! Saya mengubah foto, klip, dan satu kalimat jadi video yang siap pakai.
    Kirim beberapa foto dan bilang maumu, misalnya: `buat video promo 15 detik dari foto-foto saya`.
start-returning = Selamat datang kembali! Bilang apa yang diubah, atau kirim foto baru dan bilang mau dibuat apa.
setup-working = Menyiapkan semuanya…
setup-ready = Semuanya sudah siap.
setup-trial = Kamu punya { $credits } kredit gratis untuk { $days } hari.
setup-cloud = Videomu dibuat oleh NemoVideo di cloud.
setup-studio = Videomu dibuat oleh studio bawaan, langsung di mesin ini, dari foto dan klipmu sendiri.

help-text =
    Bilang dengan kata-katamu sendiri apa yang dibuat atau diubah; linimasa saya tunjukkan setelah tiap langkah.

    • Kirim foto, klip, atau musik, dengan atau tanpa kata-kata
    • `jadikan 15 detik`, `tambahkan musik lo-fi 30%`, `hapus foto kedua`, `urungkan perubahan terakhir`
    • /export kalau sudah cocok: MP4-nya datang ke sini
    • /new mulai dari awal, /projects kembali ke proyek sebelumnya
    • /cancel menghentikan yang sedang berjalan
help-limits =
    Perlu diketahui:
    • Rasio gambar baru berarti videonya dibuat ulang
    • Tautan YouTube dan Spotify tidak bisa jadi musik; pustaka bawaan punya gaya serupa
    • Foto tidak bisa diretus, tapi bisa jadi slideshow yang bagus
    • Naskah di bawah 60 kata dan permintaan yang jelas hasilnya paling baik
    • Klip 30 detik butuh 1–2 menit; hasilnya sampai 1080x1920
help-formats = Saya bisa memakai klip MP4, MOV, AVI, WebM, dan MKV, gambar JPG, PNG, GIF, dan WebP, serta audio MP3, WAV, M4A, dan AAC, masing-masing sampai { $limit }.

group-intro-commands = Hai semua! Pakai /help@{ $bot } atau balas salah satu pesan saya untuk bicara dengan saya; pesan lain di sini tidak saya lihat, jadi mention biasa mungkin tidak sampai. Setiap orang punya proyek sendiri dan memakai kreditnya sendiri.
group-intro-mentions = Hai semua! Mention { $bot } atau balas salah satu pesan saya untuk bicara dengan saya; pesan lain di sini tidak saya lihat, jadi taruh foto dan kata-kata di pesan yang sama. Setiap orang punya proyek sendiri dan memakai kreditnya sendiri.
group-not-your-button = Tombol ini hanya untuk yang memintanya. Minta saya buatkan videomu sendiri!
group-answered-privately = Jawabannya sudah saya kirim di chat pribadi kita.
group-write-me-first = Saya belum bisa menulis pribadi kepadamu. Buka chat dengan saya, tekan Mulai, lalu coba lagi.
button-too-old = Tombol itu sudah tidak berlaku. Pakai yang ada di bawah pesan terbaru saya.
button-already-used = Itu sudah berjalan.

language-ask = Saya pakai bahasa apa?
language-changed = Mulai sekarang saya pakai bahasa ini: { $language }.
language-unknown = Saya belum bisa “{ $language }”. Pilih salah satu di /language.

settings-title = Pengaturanmu
settings-language = Bahasa: { $language }
settings-quality = Kualitas ekspor: { $quality }
settings-delivery = Video dikirim: { $kind }
settings-delivery-video = untuk diputar di chat
settings-delivery-file = sebagai file tanpa perubahan
settings-pictures = Gambar setelah perubahan: { $state }
settings-pictures-group = Gambar setelah perubahan di grup: { $state }
settings-on = aktif
settings-off = nonaktif
settings-account = Akun: { $account }
settings-account-linked = milikmu, terhubung
settings-account-shared = dipakai bersama di bot ini
settings-account-anonymous = uji coba gratis
settings-backend-cloud = Video dibuat oleh: NemoVideo
settings-backend-studio = Video dibuat oleh: studio bawaan
settings-quality-changed = Mulai sekarang ekspornya { $quality }.
settings-quality-unknown = Saya bisa mengekspor 720p atau 1080p. Pilih salah satu.

console-welcome = Tulis maumu, seret file ke sini, atau ketik nomor tombol. /help untuk selengkapnya, Ctrl-C untuk keluar.
console-goodbye = Sampai jumpa! Yang belum selesai dilanjutkan saat mulai lagi.
console-you = Kamu
console-bot = Reelay

media-unopened = Saya tidak bisa membuka jenis pesan itu, jadi tidak ada yang dibuat. Kirim foto, klip, atau suaranya langsung, sebagai foto, video, atau file, lalu sebutkan mau dibuat apa.
words-none = Tidak ada kata-kata di situ, jadi tidak ada yang saya ubah. Sebutkan apa yang perlu dibuat atau diubah.
reply-hidden = Saya tidak bisa melihat pesan yang kamu balas, jadi tidak ada yang dibuat. Tempel pesan itu di sini bersama permintaanmu, atau teruskan ke obrolan pribadi kita.
file-no-text = Saya tidak bisa membaca { $name } sebagai teks paling besar { $limit } KB, jadi tidak ada yang dibuat. Tempelkan kata-katanya di sini.
group-not-your-project = Video itu dari proyek { $name }, jadi saya tidak mengubah apa pun. Kamu bisa memulai proyekmu sendiri dengan permintaan yang sama.
group-not-your-project-unnamed = Video itu dari proyek orang lain, jadi saya tidak mengubah apa pun. Kamu bisa memulai proyekmu sendiri dengan permintaan yang sama.
button-start-from = Mulai dari ini
upload-incomplete = Belum ada yang dibuat: permintaanmu tidak dimulai dengan lebih sedikit dari yang kamu kirim. Lanjutkan tanpa itu, atau kirim lagi file dan kata-katamu.
button-go-on-without = Lanjut tanpa itu
flood-left-out = Itu terlalu banyak sekaligus, jadi sebagian terlewat. Pesan yang terlewat: { $count }. Kirim lagi yang masih penting.
flood-same-answer = Jawaban yang sama berlaku untuk pesanmu yang lain: { $count }.
edit-taken = Permintaanmu yang menunggu sudah saya ubah ke kata-kata baru.
edit-too-late = Permintaan itu sudah terkirim, jadi menyuntingnya tidak mengubah apa pun lagi. Tulis perubahannya sebagai pesan baru.
