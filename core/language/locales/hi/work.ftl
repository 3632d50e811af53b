progress-started = काम शुरू…
progress-files = आपकी फ़ाइलें देखी जा रही हैं…
progress-uploading = अपलोड { $done }/{ $total } · { $size } · { $percent }%
progress-converting = { $name } बदली जा रही है…
progress-thinking = सोच-विचार चल रहा है…
progress-writing = जवाब लिखा जा रहा है…
progress-line = { $what } · { $time }
progress-still-working = ⏳ काम अब भी चल रहा है… अब तक { $time }
progress-tool-generate = क्लिप बन रही है…
progress-tool-image = तस्वीर बन रही है…
progress-tool-music = संगीत जोड़ा जा रहा है…
progress-tool-title = टेक्स्ट जोड़ा जा रहा है…
progress-tool-captions = कैप्शन जोड़े जा रहे हैं…
progress-tool-voice = आवाज़ रिकॉर्ड हो रही है…
progress-tool-effect = इफ़ेक्ट जोड़े जा रहे हैं…
progress-tool-transition = ट्रांज़िशन सँवारे जा रहे हैं…
progress-tool-trim = क्लिप काटी जा रही हैं…
progress-tool-arrange = टाइमलाइन सजाई जा रही है…
progress-tool-analyse = फ़ुटेज देखा जा रहा है…
progress-tool-search = लाइब्रेरी में खोज जारी है…
progress-tool-other = एडिटिंग चल रही है…
progress-rendering-percent = रेंडर हो रहा है… { $percent }%
progress-render-again = पहला रेंडर नहीं हो पाया, एक बार और कोशिश जारी है…
progress-delivering = आपका वीडियो भेजा जा रहा है…
progress-rate-limited = अभी भीड़ है; { $time } में काम आगे बढ़ेगा…
progress-reconnecting = आपका एक्सेस नया किया जा रहा है…

queue-noted = { $position ->
        [1] नोट कर लिया, अगली बारी आपकी है।
       *[other] नोट कर लिया, कतार में आपका नंबर { $position } है।
    }
queue-full = पहले से { $limit } अनुरोध इंतज़ार में हैं। एक पूरा होने दें, या /cancel करें, फिर इसे दोबारा भेजें।
queue-then-export = उसके ठीक बाद एक्सपोर्ट भी हो जाएगा।
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $of } में से { $n } · { $what }
each-ask = यानी हर फ़ाइल से एक वीडियो, कुल { $count }। हर एक अलग अनुरोध है और एक वीडियो जितना खर्च करता है।
each-noted = हर फ़ाइल से एक वीडियो, कुल { $count }: हर एक का खर्च एक वीडियो जितना है, और तैयार होते ही भेजा जाता है।
each-go = { $count } वीडियो बनाओ
each-all = सब से एक वीडियो
each-all-prompt = इन सभी से एक वीडियो:
# $limit (number)
each-too-many = मैं एक बार में ज़्यादा से ज़्यादा { $limit } वीडियो बना सकता हूँ, हर फ़ाइल से एक। कम फ़ाइलें भेजें।
# $limit (number)
each-over-cap = यह आज के { $limit } में से बचे हुए से ज़्यादा है, इसलिए कुछ शुरू नहीं हुआ। कम फ़ाइलें भेजें, या कल आएँ।
each-button = हर फ़ाइल से एक वीडियो
# A prompt to the agent
each-file-prompt = इस फ़ाइल से वीडियो बनाओ

cancel-nothing = रद्द करने के लिए कुछ नहीं है। शुरू करने के लिए फ़ोटो या अनुरोध भेजें।
cancel-nothing-running = अभी कुछ नहीं चल रहा। पिछला बदलाव वापस लेने के लिए “{ $button }” दबाएँ।
cancel-queued = { $count ->
        [1] रद्द हो गया; यह अभी शुरू नहीं हुआ था।
       *[other] { $count } अनुरोध रद्द हो गए; वे अभी शुरू नहीं हुए थे।
    }
cancel-upload = अपलोड के दौरान रद्द हो गया; स्टूडियो से कुछ माँगा नहीं गया, इसलिए कुछ खर्च नहीं हुआ।
cancel-running = इंतज़ार बंद कर दिया। जो भेजा जा चुका है, वह क्लाउड में पूरा हो सकता है और उसके क्रेडिट लग सकते हैं; नतीजा /status में दिखेगा।
cancel-export = एक्सपोर्ट रद्द हो गया। आपकी टाइमलाइन वैसी ही है; /export से फिर शुरू होगा।
cancel-waiting = इसके साथ रद्द हुए इंतज़ार में पड़े अनुरोध: { $count }।
cancel-follow-up = अगला कदम भी रद्द हो गया, क्योंकि उससे पहले वाला पूरा नहीं हुआ।

turn-changed = यह बदला है:
turn-no-change = टाइमलाइन पर कुछ नहीं बदला। क्लिप, समय या टेक्स्ट का नाम लेकर बताएँ, जैसे `सफ़ेद रंग में “समर सेल” टाइटल जोड़ो`।
turn-extras = ये अपने आप जुड़ गए: { $tracks }। रखें या हटाएँ?
turn-strip-music-prompt = संगीत हटाओ
turn-strip-voice-prompt = वॉइस ओवर हटाओ
turn-strip-title-prompt = टाइटल हटाओ
turn-strip-captions-prompt = कैप्शन हटाओ
turn-undo-prompt = पिछला बदलाव वापस लो
turn-change-ask = बताएँ क्या बदलना है।
turn-upload-offer = फ़ाइल यहीं चैट में भेजें।
turn-session-lost = आपकी पुरानी टाइमलाइन अब नहीं रही, इसलिए नया प्रोजेक्ट शुरू करके आपका अनुरोध आगे बढ़ाया गया।
turn-late-file = थोड़ी देर से आई, पर अब प्रोजेक्ट में है: { $names }। अगले मैसेज में उसका ज़िक्र कर दें।

media-received = { $count ->
        [1] आपकी फ़ाइल मिल गई। इससे क्या बनाना है?
       *[other] { $count } फ़ाइलें मिल गईं। इनसे क्या बनाना है?
    }
media-idea-promo = मेरी फ़ोटो से 15 सेकंड का प्रोमो वीडियो बनाओ
media-idea-slideshow = हल्के ट्रांज़िशन और शांत संगीत के साथ स्लाइडशो बनाओ
media-idea-vertical = जोशीले संगीत के साथ 20 सेकंड का वर्टिकल वीडियो बनाओ
media-idea-song = मेरा गाना लगाओ
media-idea-add = नई फ़ोटो आख़िर में जोड़ो
media-none = फ़ोटो या क्लिप यहाँ भेजें, और बताएँ उनसे क्या बनाना है।

recovery-checking = कनेक्शन टूट गया; आपका अनुरोध शायद अब भी चल रहा है। { $time } में फिर देखा जाएगा…
recovery-changed = सोच से ज़्यादा समय लगा, पर काम हो गया। यह बदला है:
recovery-answered = सोच से ज़्यादा समय लगा। जवाब यह है:
recovery-unknown = स्टूडियो से संपर्क टूट गया और पता नहीं कि आपका अनुरोध पूरा हुआ या नहीं। आपका प्रोजेक्ट अभी ऐसा है; बदलाव न दिखे तो फिर कोशिश करें (क्रेडिट दोबारा लग सकते हैं)।
recovery-no-state = स्टूडियो से संपर्क टूट गया और अभी आपका प्रोजेक्ट नहीं दिख रहा। फिर कोशिश करने से पहले कुछ मिनट बाद /status देखें।
recovery-duplicate = (यह शायद दोबारा आया है।)
recovery-restored = बॉट को बैकअप से बहाल किया गया है, इसलिए मुझे नहीं पता कि यह अनुरोध पूरा हुआ या नहीं। आपका प्रोजेक्ट यह रहा; कुछ छूटा हो तो फिर से कहें (इसमें दोबारा क्रेडिट लग सकते हैं)।
recovery-too-old = बॉट एक दिन से ज़्यादा बंद था, इसलिए यह शुरू नहीं हुआ: “{ $request }”। अब भी चाहिए तो फिर भेजें।
recovery-left-out = { $count ->
        [one] बॉट के बंद रहते { $count } अनुरोध उससे ज़्यादा आया जितने एक बार में लिए जाते हैं। वह शुरू नहीं हुआ और उस पर कुछ खर्च नहीं हुआ। पहले वाले किए जा रहे हैं; अब भी चाहिए तो उसे फिर भेजें।
       *[other] बॉट के बंद रहते { $count } अनुरोध उससे ज़्यादा आए जितने एक बार में लिए जाते हैं। वे शुरू नहीं हुए और उन पर कुछ खर्च नहीं हुआ। पहले वाले किए जा रहे हैं; जो अब भी चाहिए, उसे फिर भेजें।
    }

status-running = चल रहा है: { $what } ({ $time })
status-waiting = { $count ->
        [one] { $count } अनुरोध इंतज़ार में है।
       *[other] { $count } अनुरोध इंतज़ार में हैं।
    }
status-empty = टाइमलाइन पर अभी कुछ नहीं है। फ़ोटो भेजें और बताएँ उनसे क्या बनाना है।

project-new = नया प्रोजेक्ट। फ़ोटो भेजें या बताएँ क्या बनाना है।
project-new-titled = नया प्रोजेक्ट: **{ $title }**। फ़ोटो भेजें या बताएँ क्या बनाना है।
project-list = { $count ->
        [1] आपका प्रोजेक्ट:
       *[other] आपके { $count } प्रोजेक्ट, सबसे नया पहले:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (अभी खुला है)
project-none = अभी आपका कोई प्रोजेक्ट नहीं है। फ़ोटो भेजें और बताएँ क्या बनाना है।
project-switched = **{ $title }** पर वापस आ गए।
project-gone = वह प्रोजेक्ट अब नहीं खुल सकता। /projects में से कोई दूसरा चुनें, या /new से शुरू करें।
project-untitled = बिना नाम
project-link = वेब एडिटर में खोलें: { $link }
