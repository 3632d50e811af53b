### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = تم. سيصل الرد هنا مباشرة.
discord-noted-private = لا يمكنني الكتابة هنا، لذلك سيصل الرد في محادثتنا الخاصة.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = لا يمكنني الكتابة في { $where }: تنقصني صلاحية { $permissions }. اطلب من أحد المشرفين السماح بذلك؛ وحتى ذلك الحين أجيب في محادثتنا الخاصة.
discord-not-taken = لم أتمكن من تسجيل ذلك. حاول مرة أخرى بعد دقيقة.
form-change = ما الذي أغيّره؟
form-own-words = بكلماتك أنت
discord-use-slash = لا يمكنني مراسلتك على انفراد. استخدم أوامر الشرطة المائلة هنا: لا يرى تلك الردود سواك.
# $thread (text): a link to it
discord-noted-thread = تم. سيصل الرد في { $thread }.
option-video-thread = في سلسلة مستقلة

slash-start = ابدأ
slash-help = مساعدة
slash-new = جديد
slash-projects = مشاريع
slash-status = الحالة
slash-export = تصدير
slash-credits = النقاط
slash-login = ربط
slash-logout = إلغاء-الربط
slash-cancel = إلغاء
slash-language = اللغة
slash-settings = الإعدادات
slash-whoami = معرفي
slash-privacy = الخصوصية
slash-export_my_data = بياناتي
slash-forget = نسيان
slash-video = فيديو
slash-new-title = العنوان
slash-projects-project = المشروع
slash-export-quality = الجودة
slash-language-language = اللغة
slash-video-prompt = الوصف
slash-video-photo = صورة
slash-video-thread = سلسلة
