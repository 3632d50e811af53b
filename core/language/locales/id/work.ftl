progress-started = Segera…
progress-files = Melihat file-filemu…
progress-uploading = Mengunggah { $done }/{ $total } · { $size } · { $percent }%
progress-converting = Mengonversi { $name }…
progress-thinking = Sedang memikirkannya…
progress-writing = Menulis jawaban…
progress-line = { $what } · { $time }
progress-still-working = ⏳ Masih bekerja… sudah { $time }
progress-tool-generate = Membuat klip…
progress-tool-image = Membuat gambar…
progress-tool-music = Menambahkan musik…
progress-tool-title = Menambahkan teks…
progress-tool-captions = Menambahkan subtitle…
progress-tool-voice = Merekam suara…
progress-tool-effect = Menambahkan efek…
progress-tool-transition = Menghaluskan transisi…
progress-tool-trim = Memotong klip…
progress-tool-arrange = Menata linimasa…
progress-tool-analyse = Melihat bahan videonya…
progress-tool-search = Mencari di pustaka…
progress-tool-other = Mengedit…
progress-rendering-percent = Merender… { $percent }%
progress-render-again = Render pertama gagal, saya coba sekali lagi…
progress-delivering = Mengirim videomu…
progress-rate-limited = Sedang ramai; saya lanjut dalam { $time }…
progress-reconnecting = Memperbarui aksesmu…

queue-noted = { $position ->
        [1] Dicatat, giliranmu berikutnya.
       *[other] Dicatat, kamu di antrean nomor { $position }.
    }
queue-full = Sudah ada { $limit } permintaan menunggu. Tunggu satu selesai, atau pakai /cancel, lalu kirim ini lagi.
queue-then-export = Setelah itu langsung saya ekspor.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $n } dari { $of } · { $what }
each-ask = Itu satu video dari setiap file, semuanya { $count }. Masing-masing permintaan tersendiri dan biayanya seperti satu video.
each-noted = Satu video dari setiap file, semuanya { $count }: masing-masing berbiaya seperti satu video dan dikirim begitu selesai.
each-go = Buat { $count } video
each-all = Satu video dari semuanya
each-all-prompt = Satu video dari semua file ini:
# $limit (number)
each-too-many = Saya bisa membuat paling banyak { $limit } video sekaligus, satu dari setiap file. Kirim lebih sedikit file.
# $limit (number)
each-over-cap = Itu lebih dari sisa jatah { $limit } hari ini, jadi belum ada yang dimulai. Kirim lebih sedikit file, atau kembali besok.
each-button = Satu video per file
# A prompt to the agent
each-file-prompt = buat video dari foto ini

cancel-nothing = Tidak ada yang perlu dibatalkan. Kirim foto atau permintaan untuk mulai.
cancel-nothing-running = Tidak ada yang sedang berjalan. Untuk membatalkan perubahan terakhir, tekan “{ $button }”.
cancel-queued = { $count ->
        [1] Dibatalkan; tadi belum dimulai.
       *[other] { $count } permintaan dibatalkan; semuanya belum dimulai.
    }
cancel-upload = Dibatalkan saat mengunggah; studio belum diminta apa-apa, jadi tidak ada yang terpakai.
cancel-running = Saya berhenti menunggu. Yang sudah terkirim mungkin tetap diselesaikan dan ditagih di cloud; /status menunjukkan hasilnya.
cancel-export = Ekspor dibatalkan. Linimasamu tidak berubah; /export memulainya lagi.
cancel-waiting = Permintaan menunggu yang ikut dibatalkan: { $count }.
cancel-follow-up = Langkah berikutnya juga dibatalkan, karena yang sebelumnya belum selesai.

turn-changed = Ini yang berubah:
turn-no-change = Tidak ada yang berubah di linimasa. Sebutkan klip, waktu, atau teksnya, misalnya `tambahkan judul “Diskon” warna putih`.
turn-extras = Ini ikut ditambahkan: { $tracks }. Dibiarkan atau dihapus?
turn-strip-music-prompt = hapus musiknya
turn-strip-voice-prompt = hapus sulih suaranya
turn-strip-title-prompt = hapus judulnya
turn-strip-captions-prompt = hapus subtitle-nya
turn-undo-prompt = urungkan perubahan terakhir
turn-change-ask = Bilang apa yang mau diubah.
turn-upload-offer = Kirim filenya langsung di chat ini.
turn-session-lost = Linimasamu yang dulu sudah tidak ada, jadi saya mulai proyek baru dan melanjutkan permintaanmu.
turn-late-file = Agak terlambat, tapi sudah masuk proyekmu: { $names }. Sebut saja di pesan berikutnya.

media-received = { $count ->
        [1] Filemu sudah saya terima.
       *[other] { $count } file sudah saya terima.
    } Mau dibuat apa?
media-idea-promo = buat video promo 15 detik dari foto-foto saya
media-idea-slideshow = buat slideshow dengan transisi halus dan musik tenang
media-idea-vertical = buat video vertikal 20 detik dengan musik ceria
media-idea-song = pakai lagu saya sebagai musik
media-idea-add = tambahkan yang baru di akhir
media-none = Kirim foto atau klipnya ke sini, dan bilang mau dibuat apa.

recovery-checking = Koneksinya putus; permintaanmu mungkin masih berjalan. Saya cek lagi dalam { $time }…
recovery-changed = Ini lebih lama dari rencana, tapi sudah selesai. Ini yang berubah:
recovery-answered = Ini lebih lama dari rencana. Ini jawabannya:
recovery-unknown = Saya kehilangan kontak dengan studio dan tidak tahu apakah permintaanmu dijalankan. Begini keadaan proyekmu sekarang; kalau perubahannya belum ada, coba lagi (bisa memakai kredit untuk kedua kali).
recovery-no-state = Saya kehilangan kontak dengan studio dan proyekmu tidak terlihat sekarang. Cek /status beberapa menit lagi sebelum mencoba lagi.
recovery-duplicate = (Mungkin ini terkirim dua kali.)
recovery-restored = Bot ini dipulihkan dari cadangan, jadi saya tidak tahu apakah permintaan ini sudah dijalankan. Ini proyekmu; kalau ada yang kurang, minta lagi (bisa memakai kredit sekali lagi).
recovery-too-old = Saya tidak aktif lebih dari sehari, jadi ini belum saya mulai: “{ $request }”. Kirim lagi kalau masih mau.
recovery-left-out = Selama saya tidak aktif, masuk { $count } permintaan lebih banyak dari yang bisa saya ambil sekaligus. Itu tidak saya mulai dan tidak ada kredit yang terpakai. Yang lebih awal sedang saya kerjakan; kirim lagi yang masih kamu mau.

status-running = Berjalan: { $what } ({ $time })
status-waiting = { $count } permintaan menunggu.
status-empty = Linimasa masih kosong. Kirim foto dan bilang mau dibuat apa.

project-new = Proyek baru. Kirim foto atau bilang mau dibuat apa.
project-new-titled = Proyek baru: **{ $title }**. Kirim foto atau bilang mau dibuat apa.
project-list = { $count ->
        [1] Proyekmu:
       *[other] { $count } proyekmu, yang terbaru dulu:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (sedang dibuka)
project-none = Kamu belum punya proyek. Kirim foto dan bilang mau dibuat apa.
project-switched = Kembali ke **{ $title }**.
project-gone = Proyek itu tidak bisa dibuka lagi. Pilih yang lain di /projects, atau mulai dengan /new.
project-untitled = Tanpa judul
project-link = Buka di editor web: { $link }
