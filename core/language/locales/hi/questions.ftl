# The agent's question and its answers.
button-other = कुछ और…
button-answer = जवाब दें…
button-done = हो गया
# The title of a form, at most 45 characters.
form-answer = आपका जवाब
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $of } में से { $n })
question-several = एक या ज़्यादा चुनें, फिर “हो गया” दबाएँ।
question-free = अपना जवाब अगले संदेश में लिखें।
question-which = समझ नहीं आया कि आप इनमें से किसकी बात कर रहे हैं। कौन-सा?
question-lapsed = वह सवाल अब बंद हो गया है। अगर अब भी ज़रूरी हो तो बस बताइए।

# A message that may be a command or an edit; the others are its buttons.
reading-ask = इसे दो तरह से समझा जा सकता है। आपका मतलब कौन-सा है?
reading-export = वीडियो एक्सपोर्ट करें
reading-credits = मेरे क्रेडिट दिखाएँ
reading-state = टाइमलाइन दिखाएँ
reading-help = मदद दिखाएँ
reading-new = नया प्रोजेक्ट शुरू करें
reading-cancel = जो चल रहा है उसे रोकें
reading-edit = इसे बदलाव के तौर पर भेजें

# The button for what is needed less often, and what is said above those.
button-more = और…
more-choices = और क्या?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = मेरी फ़ाइलों से { $length } सेकंड का { $shape } वीडियो बनाओ
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = वीडियो { $shape } में बनाओ
begin-in-length = वीडियो की लंबाई { $length } सेकंड
# $what (text): a shape, a duration, or both
begin-as-set = /settings के अनुसार: { $what }।
# A voice note. $words (text): what it says
voice-heard = मैंने सुना: “{ $words }”
voice-ask-heard = पक्का नहीं कि मैंने आपका वॉइस मैसेज सही सुना: “{ $words }”। यह क्या है?
voice-ask = मैं आपके वॉइस मैसेज में शब्द नहीं पहचान सका। यह क्या है?
voice-ask-typed = यहाँ मैं वॉइस मैसेज नहीं सुन सकता: जो चाहिए वह टाइप करना होगा। यह वाला क्या है?
voice-is-words = यही मैं चाहता हूँ
voice-is-sound = यह वीडियो की आवाज़ है
voice-type = तो कृपया इसे टाइप करें: मैं इसके शब्द नहीं समझ सका।
begin-pick = आकार और लंबाई चुनें, या कोई आइडिया:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = नए वीडियो का आकार: { $shape }
# $length (text): a duration, or settings-ask
settings-length = नए वीडियो की लंबाई: { $length }
settings-ask = हर बार पूछा जाता है
