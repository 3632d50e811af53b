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
question-lapsed = أُغلق هذا السؤال الآن. إن كان لا يزال يهمك فأخبرني.
