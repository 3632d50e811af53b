progress-started = سأبدأ حالًا…
progress-files = أنظر في ملفاتك…
progress-uploading = جارٍ الرفع { $done }/{ $total } · { $size } · { $percent }%
progress-converting = جارٍ تحويل { $name }…
progress-thinking = أفكّر في الأمر…
progress-writing = أكتب الرد…
progress-line = {"\u200F"}{ $what } · { $time }
progress-still-working = ⏳ ما زال العمل جاريًا… مضى { $time }
progress-tool-generate = أنشئ المقطع…
progress-tool-image = أنشئ صورة…
progress-tool-music = أضيف الموسيقى…
progress-tool-title = أضيف النص…
progress-tool-captions = أضيف الترجمة النصية…
progress-tool-voice = أسجّل الصوت…
progress-tool-effect = أضيف المؤثرات…
progress-tool-transition = أنعّم الانتقالات…
progress-tool-trim = أقصّ المقاطع…
progress-tool-arrange = أرتّب المخطط الزمني…
progress-tool-analyse = أشاهد المواد…
progress-tool-search = أبحث في المكتبة…
progress-tool-other = أعدّل الفيديو…
progress-rendering-percent = جارٍ الإخراج… { $percent }%
progress-render-again = فشل الإخراج الأول، أحاول مرة أخرى…
progress-delivering = أرسل الفيديو…
progress-rate-limited = هناك ازدحام الآن؛ سأتابع بعد { $time }…
progress-reconnecting = أجدّد صلاحية وصولك…

queue-noted = { $position ->
        [1] سجّلت طلبك، ودورك هو التالي.
       *[other] سجّلت طلبك، ورقمك في الدور { $position }.
    }
queue-full = { $limit ->
        [zero] لا توجد طلبات تنتظر، لكن لا مكان الآن.
        [one] هناك طلب واحد ينتظر بالفعل.
        [two] هناك طلبان ينتظران بالفعل.
        [few] هناك { $limit } طلبات تنتظر بالفعل.
        [many] هناك { $limit } طلبًا ينتظر بالفعل.
       *[other] هناك { $limit } طلب ينتظر بالفعل.
    } انتظر حتى ينتهي واحد أو استخدم /cancel، ثم أرسل هذا مرة أخرى.
queue-then-export = سأصدّره بعد ذلك مباشرة.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = الفيديو { $n } من { $of } · { $what }
each-ask = هذا يعني فيديو من كل ملف، وعددها { $count }. كل منها طلب مستقل ويكلف ما يكلفه فيديو واحد.
each-noted = فيديو من كل ملف، وعددها { $count }: يكلف كل منها ما يكلفه فيديو واحد، ويصلك فور جاهزيته.
each-go = اصنع { $count } فيديوهات
each-all = فيديو واحد من الكل
each-all-prompt = فيديو واحد من كل هذه الملفات:
# $limit (number)
each-too-many = أستطيع صنع { $limit } فيديوهات على الأكثر دفعة واحدة، واحدًا من كل ملف. أرسل ملفات أقل.
# $limit (number)
each-over-cap = هذا أكثر مما تبقى من { $limit } اليوم، لذلك لم يبدأ شيء. أرسل ملفات أقل، أو عد غدًا.
each-button = فيديو من كل ملف
# A prompt to the agent
each-file-prompt = اصنع فيديو من هذا الملف

cancel-nothing = لا يوجد ما يمكن إلغاؤه. أرسل صورًا أو طلبًا لنبدأ.
cancel-nothing-running = لا شيء قيد التنفيذ الآن. للتراجع عن آخر تغيير اضغط «{ $button }».
cancel-queued = { $count ->
        [zero] لم يكن هناك ما يُلغى.
        [one] تم الإلغاء؛ لم يكن قد بدأ بعد.
        [two] تم إلغاء طلبين؛ لم يكونا قد بدآ بعد.
        [few] تم إلغاء { $count } طلبات؛ لم تكن قد بدأت بعد.
        [many] تم إلغاء { $count } طلبًا؛ لم تكن قد بدأت بعد.
       *[other] تم إلغاء { $count } طلب؛ لم تكن قد بدأت بعد.
    }
cancel-upload = تم الإلغاء أثناء الرفع؛ لم يُطلب من الاستوديو شيء، فلم يُصرف شيء.
cancel-running = توقفت عن الانتظار. ما أُرسل قد يكتمل في السحابة وتُحتسب نقاطه؛ تظهر النتيجة عبر /status.
cancel-export = أُلغي التصدير. مخططك الزمني لم يتغير؛ وللبدء من جديد استخدم /export.
cancel-waiting = الطلبات المنتظرة التي أُلغيت معه: { $count }.
cancel-follow-up = أُلغيت الخطوة التالية أيضًا، لأن التي قبلها لم تكتمل.

turn-changed = هذا ما تغيّر:
turn-no-change = لم يتغير شيء في المخطط الزمني. حدّد المقطع أو الوقت أو النص، مثلًا `أضف العنوان «تخفيضات» باللون الأبيض`.
turn-extras = أُضيف هذا تلقائيًا: { $tracks }. هل أبقيه أم أحذفه؟
turn-strip-music-prompt = احذف الموسيقى
turn-strip-voice-prompt = احذف التعليق الصوتي
turn-strip-title-prompt = احذف العنوان
turn-strip-captions-prompt = احذف الترجمة النصية
turn-undo-prompt = تراجع عن آخر تغيير
turn-change-ask = قل لي ماذا أغيّر.
turn-upload-offer = أرسل الملف هنا في المحادثة مباشرة.
turn-session-lost = لم يعد مخططك الزمني السابق موجودًا، فبدأت مشروعًا جديدًا وتابعت طلبك.
turn-late-file = وصل متأخرًا قليلًا وهو الآن في مشروعك: { $names }. اذكره في رسالتك القادمة.

media-received = { $count ->
        [zero] لم يصلني أي ملف بعد. ماذا تريد أن أصنع؟
        [one] وصلني ملفك. ماذا أصنع منه؟
        [two] وصلني ملفان. ماذا أصنع منهما؟
        [few] وصلتني { $count } ملفات. ماذا أصنع منها؟
        [many] وصلني { $count } ملفًا. ماذا أصنع منها؟
       *[other] وصلني { $count } ملف. ماذا أصنع منها؟
    }
media-idea-promo = اصنع فيديو ترويجيًا مدته 15 ثانية من صوري
media-idea-slideshow = اصنع عرض صور بانتقالات ناعمة وموسيقى هادئة
media-idea-vertical = اصنع فيديو عموديًا مدته 20 ثانية مع موسيقى مرحة
media-idea-song = استخدم أغنيتي كموسيقى
media-idea-add = أضف الصور الجديدة في النهاية
media-none = أرسل الصور أو المقاطع هنا، وقل ماذا أصنع منها.

recovery-checking = انقطع الاتصال، وقد يكون طلبك ما زال قيد التنفيذ. سأنظر مجددًا بعد { $time }…
recovery-changed = استغرق هذا أطول من المتوقع، لكنه اكتمل. هذا ما تغيّر:
recovery-answered = استغرق هذا أطول من المتوقع. هذا هو الرد:
recovery-unknown = فقدت الاتصال بالاستوديو ولا أعرف هل نُفّذ طلبك. هذا مشروعك كما هو الآن؛ إن لم تجد التغيير فحاول مرة أخرى (قد يكلّف نقاطًا مرة ثانية).
recovery-no-state = فقدت الاتصال بالاستوديو ولا أستطيع رؤية مشروعك الآن. راجع /status بعد دقائق قبل أن تحاول مرة أخرى.
recovery-duplicate = (قد تكون هذه رسالة مكررة.)
recovery-restored = استُعيد البوت من نسخة احتياطية، لذلك لا أعرف هل نُفّذ هذا الطلب. هذا مشروعك؛ إن كان ينقصه شيء فاطلبه مرة أخرى (قد يُخصم رصيد مرة ثانية).
recovery-too-old = كنت متوقفًا أكثر من يوم، لذلك لم أبدأ هذا: «{ $request }». أرسله مرة أخرى إن كنت لا تزال تريده.
recovery-left-out = { $count ->
        [zero] لم يصل أثناء غيابي أكثر مما أقبله دفعة واحدة.
        [one] أثناء غيابي وصل طلب واحد زيادة على ما أقبله دفعة واحدة. لم أبدأه ولم يُنفق عليه شيء. أعمل على الطلبات الأسبق؛ أرسله مرة أخرى إن كنت لا تزال تريده.
        [two] أثناء غيابي وصل طلبان زيادة على ما أقبله دفعة واحدة. لم أبدأهما ولم يُنفق عليهما شيء. أعمل على الطلبات الأسبق؛ أرسل مرة أخرى ما لا تزال تريده.
        [few] أثناء غيابي وصلت { $count } طلبات زيادة على ما أقبله دفعة واحدة. لم أبدأها ولم يُنفق عليها شيء. أعمل على الطلبات الأسبق؛ أرسل مرة أخرى ما لا تزال تريده.
        [many] أثناء غيابي وصل { $count } طلبًا زيادة على ما أقبله دفعة واحدة. لم أبدأها ولم يُنفق عليها شيء. أعمل على الطلبات الأسبق؛ أرسل مرة أخرى ما لا تزال تريده.
       *[other] أثناء غيابي وصل { $count } طلب زيادة على ما أقبله دفعة واحدة. لم أبدأها ولم يُنفق عليها شيء. أعمل على الطلبات الأسبق؛ أرسل مرة أخرى ما لا تزال تريده.
    }

status-running = قيد التنفيذ: { $what } ({ $time })
status-waiting = { $count ->
        [zero] لا توجد طلبات في الانتظار.
        [one] هناك طلب واحد في الانتظار.
        [two] هناك طلبان في الانتظار.
        [few] هناك { $count } طلبات في الانتظار.
        [many] هناك { $count } طلبًا في الانتظار.
       *[other] هناك { $count } طلب في الانتظار.
    }
status-empty = لا شيء في المخطط الزمني بعد. أرسل صورًا وقل ماذا أصنع منها.

project-new = مشروع جديد. أرسل صورًا أو قل لي ماذا أصنع.
project-new-titled = مشروع جديد: **{ $title }**. أرسل صورًا أو قل لي ماذا أصنع.
project-list = { $count ->
        [zero] لا مشاريع لديك:
        [one] مشروعك:
        [two] مشروعاك، الأحدث أولًا:
        [few] لديك { $count } مشاريع، الأحدث أولًا:
        [many] لديك { $count } مشروعًا، الأحدث أولًا:
       *[other] لديك { $count } مشروع، الأحدث أولًا:
    }
project-item = {"\u200F"}{ $number }. { $title }{"\u200F"} · { $when }
project-item-current = {"\u200F"}{ $number }. **{ $title }**{"\u200F"} · { $when } (مفتوح الآن)
project-none = ليست لديك مشاريع بعد. أرسل صورًا وقل ماذا أصنع منها.
project-switched = عدنا إلى **{ $title }**.
project-gone = لم يعد فتح هذا المشروع ممكنًا. اختر غيره من /projects، أو ابدأ مع /new.
project-untitled = بلا عنوان
project-link = افتحه في محرر الويب: { $link }
