### Register: plain modern standard Arabic, friendly, second person singular; Latin digits, since they stand
### beside resolutions, sizes and file names. A sentence begins in Arabic letters or with U+200F, because
### clients take its direction from there; "before ← after" points the way it is read.

start-welcome =
    أهلًا! أحوّل الصور والمقاطع وجملة واحدة إلى فيديو جاهز.
    أرسل بعض الصور وقل ماذا تريد، مثلًا: `اصنع فيديو ترويجيًا مدته 15 ثانية من صوري`.
start-returning = أهلًا بعودتك! قل لي ماذا أغيّر، أو أرسل صورًا جديدة وقل ماذا أصنع منها.
setup-working = أجهّز كل شيء…
setup-ready = كل شيء جاهز.
setup-trial = لديك { $credits ->
        [zero] صفر نقاط مجانية
        [one] نقطة مجانية واحدة
        [two] نقطتان مجانيتان
        [few] { $credits } نقاط مجانية
        [many] { $credits } نقطة مجانية
       *[other] { $credits } نقطة مجانية
    } لمدة { $days ->
        [zero] أقل من يوم
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.
setup-cloud = يصنع NemoVideo فيديوهاتك في السحابة.
setup-studio = يصنع الاستوديو المدمج فيديوهاتك على هذا الجهاز نفسه، من صورك ومقاطعك.

help-text =
    قل لي بكلماتك ماذا أصنع أو أغيّر؛ وبعد كل خطوة أعرض المخطط الزمني.

    • أرسل صورًا أو مقاطع أو موسيقى، مع كلام أو من دونه
    • `اجعله 15 ثانية`، `أضف موسيقى lo-fi بمستوى 30%`، `احذف الصورة الثانية`، `تراجع عن آخر تغيير`
    • عندما يعجبك استخدم /export: يصل ملف MP4 إلى هنا
    • ابدأ من جديد مع /new، وارجع إلى مشروع سابق مع /projects
    • أوقف ما يجري مع /cancel
help-limits =
    من المفيد أن تعرف:
    • تغيير أبعاد الصورة يعني إنشاء الفيديو من جديد
    • لا يمكن استخدام روابط YouTube وSpotify كموسيقى؛ في المكتبة المدمجة أنماط مشابهة
    • لا يمكن تنقيح الصور، لكنها تصلح لعرض صور جميل
    • أفضل النتائج مع نصوص أقل من 60 كلمة وطلبات محددة
    • المقطع الذي مدته 30 ثانية يستغرق دقيقة إلى دقيقتين؛ والنتيجة حتى 1080x1920
help-formats = يمكنني استخدام مقاطع MP4 وMOV وAVI وWebM وMKV، وصور JPG وPNG وGIF وWebP، وصوت MP3 وWAV وM4A وAAC، حتى { $limit } لكل ملف.

group-intro-commands = مرحبًا بالجميع! استخدموا /help@{ $bot } أو ردّوا على إحدى رسائلي للتحدث معي؛ لا أرى الرسائل الأخرى هنا، وقد لا تصلني الإشارة وحدها. لكل شخص مشروعه ويدفع من نقاطه.
group-intro-mentions = مرحبًا بالجميع! أشيروا إلى { $bot } أو ردّوا على إحدى رسائلي للتحدث معي؛ لا أرى الرسائل الأخرى هنا، فضعوا الصور والكلام في رسالة واحدة. لكل شخص مشروعه ويدفع من نقاطه.
group-not-your-button = هذا الزر لصاحب الطلب فقط. اطلب مني فيديو خاصًا بك!
group-answered-privately = أرسلت لك الرد في محادثتنا الخاصة.
group-write-me-first = لا يمكنني مراسلتك على انفراد بعد. افتح محادثة معي واضغط «ابدأ» ثم حاول مرة أخرى.
button-too-old = انتهت صلاحية هذا الزر. استخدم الأزرار تحت آخر رسالة مني.
button-already-used = هذا قيد التنفيذ بالفعل.

language-ask = بأي لغة أتحدث؟
language-changed = من الآن أتحدث بهذه اللغة: { $language }.
language-unknown = لا أتحدث «{ $language }» بعد. اختر لغة من /language.

settings-title = إعداداتك
settings-language = اللغة: { $language }
settings-quality = جودة التصدير: { $quality }
settings-delivery = تصل الفيديوهات: { $kind }
settings-delivery-video = لتشغيلها داخل المحادثة
settings-delivery-file = كملفات دون تغيير
settings-pictures = صورة بعد كل تغيير: { $state }
settings-pictures-group = صورة بعد كل تغيير في المجموعات: { $state }
settings-on = تعمل
settings-off = متوقفة
settings-account = الحساب: { $account }
settings-account-linked = حسابك الخاص، مرتبط
settings-account-shared = مشترك في هذا البوت
settings-account-anonymous = تجربة مجانية
settings-backend-cloud = من يصنع الفيديو: NemoVideo
settings-backend-studio = من يصنع الفيديو: الاستوديو المدمج
settings-quality-changed = من الآن يكون التصدير بجودة { $quality }.
settings-quality-unknown = يمكنني التصدير بجودة 720p أو 1080p. اختر واحدة منهما.

console-welcome = اكتب ما تريد، أو اسحب ملفًا إلى هنا، أو اكتب رقم زر. للمزيد /help، وللخروج Ctrl-C.
console-goodbye = إلى اللقاء! ما لم يكتمل يتابع عند التشغيل القادم.
console-you = أنت
console-bot = Reelay

media-unopened = لا أستطيع فتح هذا النوع من الرسائل، لذلك لم يُصنع شيء. أرسل الصورة أو المقطع أو الصوت نفسه، كصورة أو فيديو أو ملف، وقل ماذا أصنع منه.
words-none = لا توجد كلمات في ذلك، لذلك لم أغيّر شيئًا. قل لي ماذا أصنع أو أغيّر.
reply-hidden = لا أستطيع رؤية الرسالة التي ترد عليها، لذلك لم يُصنع شيء. الصقها هنا مع طلبك، أو أعد توجيهها إليّ في محادثتنا الخاصة.
file-no-text = لا أستطيع قراءة { $name } كنص لا يزيد على { $limit } كيلوبايت، لذلك لم يُصنع شيء. الصق كلماته هنا بدلًا من ذلك.
group-not-your-project = هذا الفيديو من مشروع { $name }، لذلك لم أغيّر شيئًا. يمكنك أن تبدأ مشروعك بالطلب نفسه.
group-not-your-project-unnamed = هذا الفيديو من مشروع شخص آخر، لذلك لم أغيّر شيئًا. يمكنك أن تبدأ مشروعك بالطلب نفسه.
button-start-from = ابدأ منه
upload-incomplete = لم يُصنع شيء بعد: لا يبدأ طلبك بأقل مما أرسلت. تابع بدونه، أو أرسل الملف وكلماتك مرة أخرى.
button-go-on-without = المتابعة بدونه
flood-left-out = وصل الكثير دفعة واحدة، فتُرك بعضه. عدد الرسائل المتروكة: { $count }. أرسل مجددًا ما لا يزال مهمًا.
flood-same-answer = الجواب نفسه ينطبق على رسائل أخرى لك: { $count }.
edit-taken = غيّرتُ طلبك المنتظر إلى الكلمات الجديدة.
edit-too-late = أُرسل هذا الطلب من قبل، فلم يعد تعديله يغيّر شيئًا. اكتب ما تريد تغييره في رسالة جديدة.
