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
question-lapsed = वह सवाल अब बंद हो गया है। अगर अब भी ज़रूरी हो तो बस बताइए।
