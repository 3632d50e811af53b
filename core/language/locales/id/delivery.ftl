progress-quiet = Memastikan permintaan terakhirmu sudah selesai…
result-moved = Ini tidak bisa saya kirim di chat tempat kamu memintanya, jadi saya kirim di sini.
export-not-allowed-link = Videomu sudah siap, tetapi saya tidak boleh mengirim video di sini. Unduh saja: { $link }
export-sent-privately = Videomu sudah siap, tetapi saya tidak boleh mengirim video di sini, jadi sudah saya kirim di chat pribadi kita.
export-waits-for-you = Videomu sudah siap, tetapi saya tidak boleh mengirim video di sini. Tulis ke saya secara pribadi, nanti saya kirim di sana.
result-kept = Ini sudah siap sebelumnya, tetapi saya tidak bisa menghubungimu:
export-expired = Video yang tadi tidak bisa diambil lagi. Tekan tombolnya untuk membuatnya lagi; tidak memakai kredit.
turn-order = Pakai file saya dalam urutan ini: { $names }.
