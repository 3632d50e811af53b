timeline-header = { $count ->
        [zero] المخطط الزمني (بلا مسارات):
        [one] المخطط الزمني (مسار واحد):
        [two] المخطط الزمني (مساران):
        [few] المخطط الزمني ({ $count } مسارات):
        [many] المخطط الزمني ({ $count } مسارًا):
       *[other] المخطط الزمني ({ $count } مسار):
    }
timeline-empty = المخطط الزمني فارغ.
timeline-line = { $number }. { $kind }: { $items }
timeline-kind-video = فيديو
timeline-kind-audio = موسيقى
timeline-kind-voice = تعليق صوتي
timeline-kind-text = عنوان
timeline-kind-captions = ترجمة نصية
timeline-kind-other = مسار
timeline-item = { $name }{"\u200F"} ({ $details })
timeline-joiner = {"\u200F، "}
timeline-quoted = «{ $text }»{"\u200F"}
timeline-span = من { $from } إلى { $to } ث
timeline-percent = { $percent }%
timeline-speed = ×{ $factor }
timeline-more = و{ $count } غيرها
timeline-nothing-in-it = فارغ
timeline-more-tracks = { $count ->
        [zero] ولا مسارات أخرى
        [one] ومسار آخر
        [two] ومساران آخران
        [few] و{ $count } مسارات أخرى
        [many] و{ $count } مسارًا آخر
       *[other] و{ $count } مسار آخر
    }
timeline-unnamed-video = مقطع { $number }
timeline-unnamed-audio = موسيقى
timeline-unnamed-text = نص { $number }
timeline-unnamed-other = جزء { $number }
timeline-describe = { $length }، { $canvas }
timeline-length = المدة: { $length }
status-watch = للمشاهدة اضغط «{ $button }»: سيصلك الفيديو الجاهز هنا.

diff-added = أُضيف إلى «{ $kind }»: { $item }
diff-removed = حُذف من «{ $kind }»: { $name }
diff-moved = نُقل { $name } من الموضع { $from } إلى الموضع { $to }
diff-track-added = مسار جديد ({ $kind }): { $items }
diff-track-removed = مسار محذوف ({ $kind }): { $items }
diff-changed = { $label } في { $name }{"\u200F"}: { $before } {"\u200F←\u200F"} { $after }
diff-project-changed = { $label }: { $before } {"\u200F←\u200F"} { $after }
diff-text = النص: { $before } {"\u200F←\u200F"} { $after }
diff-details = تغيّرت بعض تفاصيل { $name }
diff-project-details = تغيّرت بعض تفاصيل المشروع
diff-more = { $count ->
        [zero] ولا تغييرات أخرى
        [one] وتغيير آخر
        [two] وتغييران آخران
        [few] و{ $count } تغييرات أخرى
        [many] و{ $count } تغييرًا آخر
       *[other] و{ $count } تغيير آخر
    }
label-timing = التوقيت
label-name = الاسم
label-volume = مستوى الصوت
label-color = اللون
label-position = الموضع
label-speed = السرعة
label-look = المظهر
label-fade = التلاشي
label-transition = الانتقال
label-motion = الحركة
label-size = الحجم
label-cut = البداية
label-project-title = العنوان
label-project-length = المدة
label-project-canvas = أبعاد الصورة
label-project-look = المظهر
label-project-fade = التلاشي
label-project-rate = عدد الإطارات في الثانية
label-project-sound = صوت المقاطع
label-project-denoise = إزالة التشويش
label-project-logo = الشعار
value-none = بلا
value-on = مفعّل
value-off = متوقف
value-fade = تداخل
value-fade-in = ظهور تدريجي
value-fade-out = تلاشٍ تدريجي
value-wipe = مسح
value-slide = انزلاق
value-cut = قطع
value-zoom-in = تقريب
value-zoom-out = إبعاد
value-pan-left = إلى اليسار
value-pan-right = إلى اليمين
value-pan-up = إلى الأعلى
value-pan-down = إلى الأسفل
value-warm = دافئ
value-cool = بارد
value-bright = فاتح
value-dark = داكن
value-contrast = عالي التباين
value-vivid = زاهٍ
value-vintage = عتيق
value-bw = أبيض وأسود
value-top = أعلى
value-center = وسط
value-bottom = أسفل
value-white = أبيض
value-black = أسود
value-red = أحمر
value-orange = برتقالي
value-yellow = أصفر
value-green = أخضر
value-blue = أزرق
value-purple = بنفسجي
value-pink = وردي
value-gold = ذهبي
value-grey = رمادي

suggest-brighter = اجعل الفيديو أفتح قليلًا
suggest-music = أضف موسيقى lo-fi بمستوى 30%
suggest-title-sale = أضف العنوان «تخفيضات» باللون الأبيض
suggest-title-birthday = أضف العنوان «عيد ميلاد» باللون الأبيض
suggest-title-wedding = أضف العنوان «زفافنا» باللون الأبيض
suggest-title-travel = أضف العنوان «رحلتنا» باللون الأبيض
suggest-title-baby = أضف العنوان «أهلًا صغيري» باللون الأبيض
suggest-title-christmas = أضف العنوان «ميلاد مجيد» باللون الأبيض
suggest-title-year = أضف العنوان «عام سعيد» باللون الأبيض
suggest-title-graduation = أضف العنوان «مبروك» باللون الأبيض
suggest-title = أضف العنوان «أجمل لحظات» باللون الأبيض
suggest-shorter = اجعل الفيديو 15 ثانية
suggest-quieter = اخفض صوت الموسيقى إلى 20%
suggest-warmer = اجعل الألوان أدفأ
suggest-transitions = أضف انتقالات ناعمة بين المقاطع
suggest-fade-out = أضف تلاشيًا تدريجيًا في النهاية
suggest-ending = أضف النص «شكرًا لكم» في النهاية
suggest-calm = استخدم موسيقى هادئة
suggest-longer = اجعله أطول قليلا
suggest-bw = اجعله أبيض وأسود

format-seconds = { $seconds } ث
format-minutes = { $minutes } د
format-minutes-seconds = { $minutes } د { $seconds } ث
format-hours-minutes = { $hours } س { $minutes } د
format-bytes = { $size } بايت
format-kilobytes = { $size } كيلوبايت
format-megabytes = { $size } ميغابايت
format-gigabytes = { $size } غيغابايت
