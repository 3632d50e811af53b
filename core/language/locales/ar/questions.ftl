# The agent's question and its answers.
button-other = غير ذلك…
button-answer = أجب…
button-done = تم
# The title of a form, at most 45 characters.
form-answer = إجابتك
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n } من { $of })
question-several = اختر واحدًا أو أكثر ثم اضغط «تم».
question-free = اكتب إجابتك في رسالتك التالية.
question-which = لا أعرف أي خيار من هذه تقصد. أيها هو؟
question-lapsed = أُغلق هذا السؤال الآن. إن كان لا يزال يهمك فأخبرني.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = يمكن فهم هذا بطريقتين. أيهما تقصد؟
reading-export = صدّر الفيديو
reading-credits = اعرض رصيدي
reading-state = اعرض المخطط الزمني
reading-help = اعرض المساعدة
reading-new = ابدأ مشروعًا جديدًا
reading-cancel = ألغِ ما يجري الآن
reading-edit = مرّره كتعديل

# The button for what is needed less often, and what is said above those.
button-more = المزيد…
more-choices = ماذا بعد؟

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = اصنع فيديو مدته { $length } ثانية بنسبة { $shape } من ملفاتي
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = بنسبة { $shape }.
begin-in-length = المدة { $length } ثانية.
# $what (text): a shape, a duration, or both
begin-as-set = حسب ما في /settings: { $what }.
# A voice note. $words (text): what it says
voice-heard = سمعتُ: «{ $words }»
voice-ask-heard = لست متأكدًا أنني سمعت رسالتك الصوتية جيدًا: «{ $words }». ما هي؟
voice-ask = لم أستطع تمييز الكلمات في رسالتك الصوتية. ما هي؟
voice-ask-typed = لا أستطيع سماع الرسائل الصوتية هنا: ما تريده يجب أن يُكتب. ما هذه؟
voice-is-words = هذا ما أريده
voice-is-sound = إنه صوت للفيديو
voice-type = إذن اكتبه من فضلك: لم أستطع فهم كلماته.
begin-pick = اختر القياس والمدة، أو فكرة:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = قياس الفيديوهات الجديدة: { $shape }
# $length (text): a duration, or settings-ask
settings-length = مدة الفيديوهات الجديدة: { $length }
settings-ask = أسأل كل مرة
