BEGIN TRANSACTION;
CREATE TABLE accounts (
	id INTEGER NOT NULL, 
	user INTEGER NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	token BLOB NOT NULL, 
	backend_user VARCHAR(200) DEFAULT '' NOT NULL, 
	expires DOUBLE, 
	refused BOOLEAN DEFAULT (false) NOT NULL, 
	created DOUBLE NOT NULL, 
	CONSTRAINT pk_accounts PRIMARY KEY (id), 
	CONSTRAINT fk_accounts_user FOREIGN KEY(user) REFERENCES users (id), 
	CONSTRAINT uq_accounts_user UNIQUE (user, kind)
);
INSERT INTO "accounts" VALUES(1,1,'anonymous',X'6741414141414272444545456D384E576D687879706362686E72545134664872524D61496866426968465073303177616443675056646C766D3561653035695451795F706B716458644971575A7248625A6848496474704F5A506731597868474A437966417854504647516A6445484C5A394C58516C37476D664F35787067356871354279324973395F6337477273534B35525F705654494A4E3559366A4F706E413D3D','anon_5ac3cb1d9de311bb',1773057600.04,0,1772452800.04);
INSERT INTO "accounts" VALUES(2,2,'anonymous',X'67414141414142724445454546564B4D654E69516D30756B4C7079574F457A4645564C585549586B6843555F7156414A68435851557A4D425066615835776375353943394665635F2D4E75324D416A6951774C5474723847587952464A72697738443059794B636658727A68515F53597A3533436C687A44793758446B497376303230536969765642326265436E7553564F61566B4C5972724B634F5F5A724556673D3D','anon_ea7eca1adc2b99aa',1773057603.26,0,1772452803.26);
INSERT INTO "accounts" VALUES(3,3,'anonymous',X'67414141414142724445454630596A4C534B725948453855576977514F494E5938546B6A642D4E3051447473494A6E714759446D703032357A5270314C3562715F494B6E505F6F6D715377436968534A3776376C3746623650387269594D545952366A6A6A465A693337434C3361574A6469456B686771656974555A5A3663482D3155573632316B357A6F584747645331724E324F6576502D5968474E54684235513D3D','anon_04cd722dc3a0d7cf',1773057606.48,0,1772452806.48);
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0004');
CREATE TABLE deliveries (
	job INTEGER NOT NULL, 
	part INTEGER NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	content JSON NOT NULL, 
	message_ref JSON, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	begun DOUBLE, 
	CONSTRAINT pk_deliveries PRIMARY KEY (job, part), 
	CONSTRAINT fk_deliveries_job FOREIGN KEY(job) REFERENCES jobs (id) ON DELETE CASCADE
);
INSERT INTO "deliveries" VALUES(1,0,'done','"gAAAAABrDEEE6PI-lw-GizTV-yhfUMvQby-FclEtIWn8QJk6R7xC9R8GlkMAunxHTl2C6f-54-ci7VEB17yRCh1MAkRBm-y5-cpOytF6EPjx0_szRV5NyKLZH6dPrPpU5EIN__QEleU5-KUm5Ccctuep7e7_OxxUuoq1bVb_2i3ZgteFrxsTylT8Dyi58QkBTeg4pgDMNeY5iCB26eBedGutwdnIo-SU_2nECGGv9hk0F0wtMnJ-PTiU0KpE35kGFQZ0iRfe_kl7pFZ2WmzEtBmeW5UYdjBVDlBFYta-GDK7FVS4ZnSvqBKD5KDO8j_rMNH-sWNazNmseggV4K10LgYWGG71FqCZ__5KyXI9SmWur1HZ17nj9NHjzn7jsI8I5jKNB2ZCXPghEw5YSvEUMOZ6XLQm7dKe1U5gDl55JZ6slW5bhNuc9eeMc4qvJaxytbZCozEjOlG3qJkdquK5zYP06fvXg7nBoAnqf0yxfdNIWLfVzcajd6rwNyddrDps-AYVaq2e4I5LOO0EgZlcoGpnxzzeOl0FIULhJ_dFMyQObN0U4W3cx2SoyJwzT1ZbgP2LE4e4eKRKeFnLgE_-V6btehbIJgKpxKgm7XcKmgshf02-eS_TS1b7PAXHBJpzSJp1Jxr-boll36NmDBeZAMdkUaGQSsY4j6ZyP_B9ev3LeDqfuDuEWicp9T7KurMte4NTfLbQP5T92_HwuT_1HgdMgDA4Tus8wzZPCaMlTkcWSwZ1cf-ZHN0m7XC6YGDccizaOVwDqakqkrg3Q9CE6RfqJJK0IllCwOZb3Oc4E2BVdsjLrmVZSutbWo8_of9NUHn2EvyX-l6CmM-5Z6oab0GMCuk3jgSDjvJ9KOYqcUD1pT3Lkyps1WeGJaK_ilLQ6CqryD6zlaFpps4qeSW1J5otwkWK9iKA3aydnNat8M3nJG6xQEa-zp9U-mdHY99bM8Wx0jxkTH6ttkqkX5V9SfV-I3lpBjP6UzCy8RC3QT5Uf3AnM_AVwpx0wMnUWbOaJn4bAD5ZEJOtbsIfA0bJpIoHHIvLF7cMnNx-7WGMkv2mlRgFHVKmmrrrKFKpaDI5KAGlvV56axb_CG9LLDirKjVBKOJmUWfwgVc6FlLeZyJJ2fMyJgDIVjY="','{"chat": "ada", "message": "3", "thread": ""}',1,1772452801.14);
INSERT INTO "deliveries" VALUES(2,0,'done','"gAAAAABrDEEF7Ow4__fqn7GzJ2idMdbkKJxHhiEFADHEQJ4LueBBg04kh-OTuICoZ9scztWt2SVUuevaFKvjZ20fQLDVhDHgJY58BbD_Co7DzCu6lfolvKCHsjgHc4IsWv-K3hEqRsKLxAUAQ17ucPtmPDmExgvwA5sm06pmA2ofygH7iD8ES6OZCQk0teCEUTMgeNGnjtMwERh3j67nmpDwKOZi8sJtJxsfadhgMM9IM2dlkZDOb-8ctXaj1-qdkYtWr3zUZKzOlBjIzYQyoIoexaaQWHIwcAu_T98Az6X3Uh91ImYV5qumBXOzV-NohyB175iZaZRkNBEgB0CCOc-ISzWlc3-xLrVVLDE8DCWJtLLyZNro3lUyFOj892Grf3lpGyzrIGVa9EqC4QdI-I-Z4B4PxuuILznfehe1L9qmcofI_265M0Z9Fab4qGug8xXMrqNnyKoELPEsFgpXLSQ0D-MPbwRk-PhMEFsBdjtxQkYsd0PmMXjqcDMR54fhKZuFJlcUnm1ZfSR9_94n4eHOZazN1hXOTU3FomMNXDOIz8CCjrn686bzKc3uldK2byUjpJnEwqedbaaLKk4pQ40zfqP8OK7L4zy5cz3xmAngef5DHVFGuZVMHwWbQTO8RwRfmTeZDs2InpL4Oy9EIDmLclwut9JZMsgQTZzL06t7oSITU3afpah69BCI1OMSYaAK_0R7JPsawBwRP_A-kGxj3vHkaSunfSUWjdWIMtKx6h2zW1lz4oD6JW9ju5cfHaNGkLIcQIBjG71VOO9_XQUPiFYeA3U9YGECB5-e1XeGC82Vnts29OnaA5htYAjDP8vztmU5-DeYd7KLZNtAjkuUPhw_RXO6KJYhIzPdAjmGxq_yDW8yqsUGtsb8kYQTPy4Dpa7Lw0ucKHk_GhCGsjqtDo-6ULRD5vBzgnjkKtWoxRqh0beKkIDxDIh_8SAQgZdxvK28uGXy2Ar9_rgBsGcqc1SFWFGhJZZyxAJn9TMbeT1qregiw3j-CVk_pcBfBHf_b5EUvGYxJJ30fu8QoCtmjPBhKUnhBsq8SVVB4WO1su9Ta4tlJXjFE_lOy_sdLhtsXmxyd0Qg"','{"chat": "cleo", "message": "6", "thread": ""}',1,1772452804.36);
INSERT INTO "deliveries" VALUES(3,0,'done','"gAAAAABrDEEFW-VtdcVKuf2y0K9a1ecA8IPNQ5XVtbGfH_e2TKZYMhqPGpkqGvpxqHWaF_YzFL9tU7CAG1Q2x5OYmsXl4wpVz-4-2dqgl8oHCAA14VM-voFzoaDKE3PoQ-GXMGmOolB9MaZ2rJJ1q0MpK2_C_djRCWSB10NKueiCXsPRGQoojsICcpnKmb6HwS4LxA-spa50qc0uQXn9GXdIXZM_zceel3d1yyGqQUnaeITTlrYk1gDyfJnarXmGUorkP-p6WagkHBJaL7Npv_m49CvxbBWqdDchjqHkQ8XcTd-n8yuSLBrmLiQIfyNo91MBpcpBrm3vHgjJzjaATXBZmXVZoZ4oX6I08iYMPCycrTy3IH_XuZGZMwCywJdO8grqiVMI9ifNr4brEMS9yUySSCyTgIruKFXKw6KIhYRL-y10s9ygKwINCn1QmptkYa_e74ZzcqJfpP-RD5pd-JlNA8X0RVosVjHwlLPI37VJinncfkksJ4yTdkLw2Adpn0hO5K2abiqFoSRi_qfESbCvDOZdhCm1XdGFra-8xtt73Z34DAVglkvFfexWiUoB5Uk_cNOpuHP20KZz6TL4fpKI6pFHAXS9k2ZZ_jGFGckV3QI-V3z_r45NgAVrxpLlziEivcj201Zaj9lWMqpsuFbA0_gYeVaKwEiI25VKO3YodDBp7S43BtuEkrcZQPZvz-FdWOS2FI_UucGbUwLxBSgvg_Sflfpu-6XdqTwtvxYbePxwF0Zo83NAvobW0IxWErWzCXuKHK8AE0diu2zjRNTkRh4VADLj1MzccDZLxOLz_6xcCZ4GG3lMLTbC7YPN6xpRGXyaXTud1_fVbRVyAbCmf3w-eP26_UkCQ0mJ0MtSHs4alr_omhR9v2VT3OZUnyt9N0IuDXsaTGnwfUfly-7Mk_mIvYVV7yayAJsr7w4wl7LtnlwhF0DyFeHaJf57u7373TScSvbW5aDK7XztzVFflcRj9GtOBFK70v6mgAqNF7YZ09xEtB4VdnvEInmfOca2HyvtLOqukKMkvSI7na_tUPC27Fm-UAsKcrY4Q0usU0S9cO6PLEXGBzs2k1xGKChVVZH8LpKP"','{"chat": "dora", "message": "9", "thread": ""}',1,1772452807.58);
CREATE TABLE incoming (
	id INTEGER NOT NULL, 
	event VARCHAR(300) NOT NULL, 
	message VARCHAR(300), 
	conversation VARCHAR(300) NOT NULL, 
	album VARCHAR(100) DEFAULT '' NOT NULL, 
	payload BLOB NOT NULL, 
	open BOOLEAN NOT NULL, 
	received DOUBLE NOT NULL, 
	CONSTRAINT pk_incoming PRIMARY KEY (id), 
	CONSTRAINT uq_incoming_event UNIQUE (event), 
	CONSTRAINT uq_incoming_message UNIQUE (message)
);
INSERT INTO "incoming" VALUES(1,'bench/bot/event1001','bench/bot/ada/1001','bench/bot/ada//ada','',X'',0,1772452800.0);
INSERT INTO "incoming" VALUES(2,'bench/bot/event1002','bench/bot/cleo/1002','bench/bot/cleo//cleo','',X'',0,1772452803.22);
INSERT INTO "incoming" VALUES(3,'bench/bot/event1003','bench/bot/dora/1003','bench/bot/dora//dora','',X'',0,1772452806.44);
INSERT INTO "incoming" VALUES(4,'bench/bot/event1004','bench/bot/cleo/1004','bench/bot/cleo//cleo','',X'',0,1772452809.66);
INSERT INTO "incoming" VALUES(5,'bench/bot/event1005','bench/bot/ada/1005','bench/bot/ada//ada','',X'',0,1772452809.66);
INSERT INTO "incoming" VALUES(6,'bench/bot/event1006','bench/bot/ada/1006','bench/bot/ada//ada','',X'',0,1772452809.66);
INSERT INTO "incoming" VALUES(7,'bench/bot/event1007','bench/bot/erin/1007','bench/bot/erin//erin','',X'6741414141414272444545474E6738507A31713135725F6C31337A494932394D50355037435F4539316D6E2D7942543649697134653450777742693342637648683276434A4F626D7757466679324C4F74765F6234366C59506C6A3356547172654B6463655F6855706432397533487A514B345A36676A6F58745F574A703278544670387253354573345841416C58516734417052543671614A5A5568464F7163336769634E4E58657357664D4B592D685A4672516D5A2D4161496152784D7A6B662D7932643145626A614F6C695544394A4F537836723459796C464256524F32472D5A467A685A5237416E5050583646324C7171353645686B594A7664676864744B594258566A416C64503255715A59616949546D7333496D7930355F4939385036744E76676E694662306B36344D6E6655586946676757342D4748637A65774231634536706D336F58466A646C525653537475744A70537244364678486B334E70776A5546325464727166417931574976326A384F7165476C464B686D7A7355723776577A334A65795F31544D634F53667437426A7858635572633070547A596B49354A566656616561392D73567A3179466670486E7A5877415152504D6B45523030436B696A4231486B353658464C65656C4C735A4479415961486D564C6536784856783964394D61316252523861497647677064547832396869764A437033546563412D415173557955336252436D5F7173656B5277626162504278464B644F46356A666B6561573534486A56527669596C4B4E316C556B6C2D4A6478636976747151755F5A4F59526D4778636342357045586962356D63744A696D32673D3D',1,1772452809.66);
INSERT INTO "incoming" VALUES(8,'bench/bot/event1008','bench/bot/erin/1008','bench/bot/erin//erin','',X'67414141414142724445454746556B574A436A6D67582D517356694F78514F4279684A34786C617A61324D454341524D6B7432356D6754512D455A6635746C3143716F615277757A6961637051463531485955524B55756437385447704B515255356C475A697A4A454C544F46456B72387A5F6874547A7A697039346975676C344759697A5642716C525078527542554E67643368694C39784B63507977724C7A554B615A4C71644F657175494C4B39526D3059496F365A4D645F4372706E35336A773435357A6E377A4C565A4865506D716A654B54486C777634693636375F324F6331494445334932774B554B3243646B5452575472507254647A7147454E513856647750445F5835335F61716D6636734F49685441375833625F7951446A6366426E5671734365496957666871506273745751704B6867375A774150555778773070364F5172762D544F706C43496B6F76636D744938386A3744503754356852307352436D687834656F555939693938444E5572724676344351666E3043566F50486B382D633365714C737767434968716E4474654C4D41713079616A36396574704E39477030374A505F434249515F6475455776644F473846347A537276314F3653544D6C356337455355636936476167315A5752766A777A423579506F597370346A6D4465326F634368366C3861434650383669524B6E76474354476469412D625232364D49714C6655575664444C58354230385837366C52715732395245796B39734E6F5F525070474C43787462534462527538414C6F626D4A53312D366A485475334F66674A',1,1772452809.66);
CREATE TABLE job_files (
	job INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	source JSON NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	upload_name VARCHAR(200) NOT NULL, 
	uploaded JSON, 
	reason TEXT DEFAULT '' NOT NULL, 
	CONSTRAINT pk_job_files PRIMARY KEY (job, n), 
	CONSTRAINT fk_job_files_job FOREIGN KEY(job) REFERENCES jobs (id) ON DELETE CASCADE, 
	CONSTRAINT uq_job_files_upload_name UNIQUE (upload_name)
);
INSERT INTO "job_files" VALUES(1,0,'{"medium": "photo", "handle": "624e33afaf6a4c1abfda3e361425ddf8", "name": "photo0.jpg", "mime": "", "size": 868, "message": "624e33afaf6a4c1abfda3e361425ddf8"}','sent','photo0_88c5bf622ef4.jpg','{"filename": "photo0_88c5bf622ef4.jpg", "file_type": "image", "cdn_url": "http://127.0.0.1:43253/files/m/EVJwModRgK0yEl277H1TPI2yw5DC5tzP", "duration": null, "width": 90, "height": 160, "fps": null, "hash": "37c59c9fd64e62c91e4bc32c95754813c47fd9832a0b0dea9ad53765971e504e"}','');
INSERT INTO "job_files" VALUES(1,1,'{"medium": "photo", "handle": "93e8b0af714c4915aa43ab44ee3c7649", "name": "photo1.jpg", "mime": "", "size": 868, "message": "93e8b0af714c4915aa43ab44ee3c7649"}','sent','photo1_95ae3ec1c142.jpg','{"filename": "photo1_95ae3ec1c142.jpg", "file_type": "image", "cdn_url": "http://127.0.0.1:43253/files/m/qXzmBSbot5s-OJY6CLUNY-slIeHLAN0i", "duration": null, "width": 90, "height": 160, "fps": null, "hash": "28fde26a87eecf66d49948bb7808e1039147e3f9f0bd385171057c6aea39a8e3"}','');
INSERT INTO "job_files" VALUES(2,0,'{"medium": "photo", "handle": "0ed4cc027d3b42a29563bef8ffdc0bee", "name": "photo0.jpg", "mime": "", "size": 868, "message": "0ed4cc027d3b42a29563bef8ffdc0bee"}','sent','photo0_cf2dcf6d83f9.jpg','{"filename": "photo0_cf2dcf6d83f9.jpg", "file_type": "image", "cdn_url": "http://127.0.0.1:43253/files/m/8NTY3jIO9qUnmP64aW_EOjWl8smyn5Gx", "duration": null, "width": 90, "height": 160, "fps": null, "hash": "28fde26a87eecf66d49948bb7808e1039147e3f9f0bd385171057c6aea39a8e3"}','');
INSERT INTO "job_files" VALUES(3,0,'{"medium": "photo", "handle": "a823b8bd43ea422b8e9b6d3cb043cdfb", "name": "photo0.jpg", "mime": "", "size": 868, "message": "a823b8bd43ea422b8e9b6d3cb043cdfb"}','sent','photo0_5e0250f9eec6.jpg','{"filename": "photo0_5e0250f9eec6.jpg", "file_type": "image", "cdn_url": "http://127.0.0.1:43253/files/m/PPX1Zvg8jRWzSRnJT7utmUO0ChrrgZjM", "duration": null, "width": 90, "height": 160, "fps": null, "hash": "a8bf238f55533b91aeb46028ad4d43af9c57345e6f2f1aadca2f41de342ad23d"}','');
CREATE TABLE jobs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	lane VARCHAR(300) NOT NULL, 
	kind VARCHAR(16) NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	origin VARCHAR(300) NOT NULL, 
	parent INTEGER, 
	user INTEGER NOT NULL, 
	project INTEGER NOT NULL, 
	address JSON NOT NULL, 
	language VARCHAR(16) NOT NULL, 
	request JSON NOT NULL, 
	"before" JSON, 
	result JSON, 
	causes JSON NOT NULL, 
	polls INTEGER DEFAULT '0' NOT NULL, 
	tries INTEGER DEFAULT '0' NOT NULL, 
	due DOUBLE, 
	progress JSON, 
	engine BIGINT, 
	created DOUBLE NOT NULL, 
	updated DOUBLE NOT NULL, 
	sent DOUBLE, 
	CONSTRAINT fk_jobs_parent FOREIGN KEY(parent) REFERENCES jobs (id), 
	CONSTRAINT fk_jobs_project FOREIGN KEY(project) REFERENCES projects (id), 
	CONSTRAINT fk_jobs_user FOREIGN KEY(user) REFERENCES users (id), 
	CONSTRAINT uq_jobs_origin UNIQUE (origin)
);
INSERT INTO "jobs" VALUES(1,'bench/bot/ada//ada','turn','done','event/bench/bot/ada/event1001',NULL,1,1,'{"platform": "bench", "bot": "bot", "chat": "ada", "user": "ada", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "generate a 15-second promo video from my photos", "quality": "", "late": false}','{"digest": "a25bd81b2bc838730d4f3db22881ad47", "draft": {"t": [], "d": 0, "m": {"title": "", "width": 1080, "height": 1920, "fps": 30}}, "seen": ""}','{"ending": "result", "suggestions": ["add the title ''Summer Sale'' in white", "make the colours warmer", "make it a little brighter"]}','[]',0,0,NULL,NULL,NULL,1772452800.0,1772452801.22,1772452801.14);
INSERT INTO "jobs" VALUES(2,'bench/bot/cleo//cleo','turn','done','event/bench/bot/cleo/event1002',NULL,2,2,'{"platform": "bench", "bot": "bot", "chat": "cleo", "user": "cleo", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "generate a 15-second promo video from my photos", "quality": "", "late": false}','{"digest": "a25bd81b2bc838730d4f3db22881ad47", "draft": {"t": [], "d": 0, "m": {"title": "", "width": 1080, "height": 1920, "fps": 30}}, "seen": ""}','{"ending": "result", "suggestions": ["add the title ''Summer Sale'' in white", "make the colours warmer", "make it a little brighter"]}','[]',0,0,NULL,NULL,NULL,1772452803.22,1772452804.44,1772452804.36);
INSERT INTO "jobs" VALUES(3,'bench/bot/dora//dora','turn','done','event/bench/bot/dora/event1003',NULL,3,3,'{"platform": "bench", "bot": "bot", "chat": "dora", "user": "dora", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "generate a 15-second promo video from my photos", "quality": "", "late": false}','{"digest": "a25bd81b2bc838730d4f3db22881ad47", "draft": {"t": [], "d": 0, "m": {"title": "", "width": 1080, "height": 1920, "fps": 30}}, "seen": ""}','{"ending": "result", "suggestions": ["add the title ''Summer Sale'' in white", "make the colours warmer", "make it a little brighter"]}','[]',0,0,NULL,NULL,NULL,1772452806.44,1772452807.66,1772452807.58);
INSERT INTO "jobs" VALUES(4,'bench/bot/cleo//cleo','export','polling','event/bench/bot/cleo/event1004/export',NULL,2,2,'{"platform": "bench", "bot": "bot", "chat": "cleo", "user": "cleo", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "", "quality": "1080p", "late": false}',NULL,NULL,'[]',0,0,1772452839.66,'{"chat": "cleo", "message": "10", "thread": ""}',NULL,1772452809.66,1772452809.66,NULL);
INSERT INTO "jobs" VALUES(5,'bench/bot/ada//ada','turn','sent','event/bench/bot/ada/event1005',NULL,1,1,'{"platform": "bench", "bot": "bot", "chat": "ada", "user": "ada", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "add the title ''Summer Sale'' in white", "quality": "", "late": false}','{"digest": "01eaf70da3876ad3c6a147884a180eab", "draft": {"t": [{"tt": 0, "sg": [{"s": 0, "d": 7900, "m": {"kind": "image", "name": "photo0_88c5bf622ef4.jpg", "mv": "zoom_in", "src": "f_2fffcedc100a", "tr": ["fade", 800]}}, {"s": 7100, "d": 7900, "m": {"kind": "image", "name": "photo1_95ae3ec1c142.jpg", "mv": "pan_right", "src": "f_c9788ff27236"}}], "d": 15000, "m": {"name": "Video"}}, {"tt": 1, "sg": [{"s": 0, "d": 15000, "m": {"name": "Upbeat", "vol": 0.3, "volume": 0.3, "gen": "upbeat"}}], "m": {"name": "BGM"}}], "d": 15000, "m": {"title": "", "width": 1080, "height": 1920, "fps": 30, "fade": ["in", "out"]}}, "seen": ""}',NULL,'[]',0,0,NULL,NULL,NULL,1772452809.66,1772452809.66,1772452809.66);
INSERT INTO "jobs" VALUES(6,'bench/bot/ada//ada','turn','new','event/bench/bot/ada/event1006',NULL,1,1,'{"platform": "bench", "bot": "bot", "chat": "ada", "user": "ada", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "make it 10 seconds, then export", "quality": "", "late": false}',NULL,NULL,'[]',0,0,NULL,NULL,NULL,1772452809.66,1772452809.66,NULL);
INSERT INTO "jobs" VALUES(7,'bench/bot/ada//ada','export','new','event/bench/bot/ada/event1006/export',6,1,1,'{"platform": "bench", "bot": "bot", "chat": "ada", "user": "ada", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','en','{"text": "", "quality": "1080p", "late": false}',NULL,NULL,'[]',0,0,NULL,NULL,NULL,1772452809.66,1772452809.66,NULL);
CREATE TABLE notes (
	"key" VARCHAR(200) NOT NULL, 
	value TEXT NOT NULL, 
	CONSTRAINT pk_notes PRIMARY KEY ("key")
);
CREATE TABLE places (
	platform VARCHAR(32) NOT NULL, 
	bot VARCHAR(64) NOT NULL, 
	chat VARCHAR(64) NOT NULL, 
	thread VARCHAR(64) NOT NULL, 
	message VARCHAR(64) NOT NULL, 
	seen DOUBLE NOT NULL, 
	CONSTRAINT pk_places PRIMARY KEY (platform, bot, chat, thread)
);
INSERT INTO "places" VALUES('bench','bot','ada','','1006',1772452809.66);
INSERT INTO "places" VALUES('bench','bot','cleo','','1004',1772452809.66);
INSERT INTO "places" VALUES('bench','bot','dora','','1003',1772452806.44);
INSERT INTO "places" VALUES('bench','bot','erin','','1008',1772452809.66);
CREATE TABLE projects (
	id INTEGER NOT NULL, 
	conversation VARCHAR(300) NOT NULL, 
	user INTEGER NOT NULL, 
	address JSON NOT NULL, 
	title TEXT DEFAULT '' NOT NULL, 
	account VARCHAR(64) DEFAULT '' NOT NULL, 
	task VARCHAR(200) DEFAULT '' NOT NULL, 
	session VARCHAR(200) DEFAULT '' NOT NULL, 
	claim BLOB, 
	claim_until DOUBLE, 
	active BOOLEAN NOT NULL, 
	created DOUBLE NOT NULL, 
	used DOUBLE NOT NULL, 
	CONSTRAINT pk_projects PRIMARY KEY (id), 
	CONSTRAINT fk_projects_user FOREIGN KEY(user) REFERENCES users (id)
);
INSERT INTO "projects" VALUES(1,'bench/bot/ada//ada',1,'{"platform": "bench", "bot": "bot", "chat": "ada", "user": "ada", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','','anonymous/1','7dd26c1b-a6ab-42c7-a1ec-bd09e455e712','c86dde8a-ad20-4f44-ab3b-a55968cf3340',NULL,NULL,1,1772452800.0,1772452809.66);
INSERT INTO "projects" VALUES(2,'bench/bot/cleo//cleo',2,'{"platform": "bench", "bot": "bot", "chat": "cleo", "user": "cleo", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','','anonymous/2','b42e834d-7893-4125-82bb-78a8d1a1082d','a2d5458c-ea27-4eaf-b6b5-618b21514691',NULL,NULL,1,1772452803.22,1772452809.66);
INSERT INTO "projects" VALUES(3,'bench/bot/dora//dora',3,'{"platform": "bench", "bot": "bot", "chat": "dora", "user": "dora", "thread": "", "kind": "private", "upload_limit": 0, "asked": "", "name": ""}','','anonymous/3','1c4fd648-0bf4-4220-92c4-bf338a9a85ac','84fe54d9-de3d-43fc-97fc-1c8d2960db33',NULL,NULL,1,1772452806.44,1772452806.44);
CREATE TABLE render_attempts (
	job INTEGER NOT NULL, 
	n INTEGER NOT NULL, 
	render_id VARCHAR(100) NOT NULL, 
	draft JSON NOT NULL, 
	CONSTRAINT pk_render_attempts PRIMARY KEY (job, n), 
	CONSTRAINT fk_render_attempts_job FOREIGN KEY(job) REFERENCES jobs (id) ON DELETE CASCADE, 
	CONSTRAINT uq_render_attempts_render_id UNIQUE (render_id)
);
INSERT INTO "render_attempts" VALUES(4,0,'render_4866987821e54c7d944c9bbd19991eb7','{"t": [{"tt": 0, "sg": [{"s": 0, "d": 15000, "m": {"kind": "image", "name": "photo0_cf2dcf6d83f9.jpg", "mv": "zoom_in", "src": "f_c009ea541e68"}}], "d": 15000, "m": {"name": "Video"}}, {"tt": 1, "sg": [{"s": 0, "d": 15000, "m": {"name": "Upbeat", "vol": 0.3, "volume": 0.3, "gen": "upbeat"}}], "m": {"name": "BGM"}}], "d": 15000, "m": {"title": "", "width": 1080, "height": 1920, "fps": 30, "fade": ["in", "out"]}}');
CREATE TABLE users (
	id INTEGER NOT NULL, 
	person VARCHAR(200) NOT NULL, 
	client_id VARCHAR(36) NOT NULL, 
	language VARCHAR(16), 
	created DOUBLE NOT NULL, 
	CONSTRAINT pk_users PRIMARY KEY (id), 
	CONSTRAINT uq_users_client_id UNIQUE (client_id), 
	CONSTRAINT uq_users_person UNIQUE (person)
);
INSERT INTO "users" VALUES(1,'bench/ada','b0e4c982-87ff-4092-b329-59226d214e2d','en',1772452800.0);
INSERT INTO "users" VALUES(2,'bench/cleo','45bfa8fb-ff1a-4273-b2bd-5f5b499f8368','en',1772452803.22);
INSERT INTO "users" VALUES(3,'bench/dora','19321fb0-ed89-49cc-9663-cbaa1a64cb1d','en',1772452806.44);
CREATE INDEX ix_incoming_open ON incoming (open, id);
CREATE INDEX ix_projects_conversation ON projects (conversation);
CREATE INDEX ix_jobs_open ON jobs (lane, id) WHERE state not in ('done', 'failed', 'cancelled');
CREATE INDEX ix_jobs_user ON jobs (user, kind, created);
CREATE INDEX ix_jobs_project ON jobs (project, id);
CREATE INDEX ix_jobs_parent ON jobs (parent) WHERE parent is not null;
CREATE INDEX ix_deliveries_begun ON deliveries (begun) WHERE state = 'delivering';
CREATE INDEX ix_jobs_untidy ON jobs (id) WHERE state in ('done', 'failed', 'cancelled') and progress is not null;
CREATE INDEX ix_jobs_ended ON jobs (updated) WHERE state in ('done', 'failed', 'cancelled');
CREATE INDEX ix_deliveries_doubtful ON deliveries (job) WHERE state = 'doubtful';
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('jobs',7);
COMMIT;