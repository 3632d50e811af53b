credits-balance = Kreditmu tinggal **{ $available }** dari { $total }.
credits-left = Kreditmu tinggal **{ $available }**.
credits-frozen = { $frozen } kredit dicadangkan untuk pekerjaan yang sedang berjalan.
credits-costs = Membuat satu klip butuh sekitar 100 kredit, satu sesi edit sekitar 50; ekspor gratis.
credits-trial = Ini uji coba gratis. Pakai /login untuk lanjut dengan akunmu sendiri.
credits-shared = Kredit ini dipakai bersama oleh semua pengguna bot ini.
credits-linked = Ini akun NemoVideo milikmu sendiri.
credits-top-up = Tambah kredit: { $link }
credits-studio = Ini hanya kredit mainan: studio bawaan berjalan di mesin ini dan gratis.
credits-unavailable = Kreditmu belum bisa dibaca sekarang. Coba /credits lagi sebentar lagi.
cost-used = Kredit: { $used } terpakai, sisa { $left }.
cost-not-sent = Permintaanmu belum saya kirim karena kreditnya habis.
cost-history = Yang terpakai oleh permintaan terakhirmu:
cost-item = • { $request }: { $used } kredit
cost-item-unknown = • { $request }: tidak diketahui

login-ask = Kirim token akses NemoVideo kamu di pesan berikutnya. Langsung saya hapus dari chat dan saya simpan terenkripsi; /cancel membiarkan semuanya seperti semula.
form-login = Hubungkan akun NemoVideo
form-token = Token akses
login-private-only = Demi keamananmu, token hanya saya terima di chat pribadi. Tulis ke saya di sana dan pakai /login.
login-done = Akunmu sudah terhubung. Mulai sekarang kreditmu sendiri yang dipakai.
login-refused = NemoVideo tidak menerima token itu. Salin lagi sampai lengkap lalu pakai /login lagi.
login-not-a-token = Sepertinya itu bukan token akses. Pakai /login lagi dan tempel token yang lengkap.
login-unavailable = Tokennya belum bisa diperiksa sekarang, jadi tidak ada yang disimpan. Coba /login lagi beberapa menit lagi.
login-cannot-delete = Saya tidak bisa menghapus pesanmu yang berisi token. Tolong hapus sendiri, ya.
login-exposed = Jangan kirim token di chat yang bisa dibaca orang lain. Hapus pesan itu dan pakai /login di chat pribadi kita.
login-not-needed = Studio bawaan tidak butuh akun. Kirim saja foto dan bilang mau dibuat apa.
logout-done = Akunmu sudah dilepas dan tokennya dihapus.
logout-none = Kamu belum menghubungkan akun.

cap-turns = { $limit ->
       *[other] Jatah { $limit } permintaan hari ini sudah habis.
    } Kembali lagi besok.
cap-exports = { $limit ->
       *[other] Jatah { $limit } ekspor hari ini sudah habis.
    } Kembali lagi besok.
cap-turns-closed = Permintaan tidak dibuka di sini.
cap-exports-closed = Ekspor tidak dibuka di sini.
cap-login = Dengan akunmu sendiri tidak ada batas ini: hubungkan lewat /login.
quota-turns = Sisa permintaan hari ini: { $left } dari { $limit }
quota-exports = Sisa ekspor hari ini: { $left } dari { $limit }
