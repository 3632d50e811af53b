### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = नोट कर लिया। जवाब यहीं आएगा।
discord-noted-private = यहाँ लिखने की अनुमति नहीं है, इसलिए जवाब हमारी निजी चैट में आएगा।
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = { $where } में लिखा नहीं जा सकता: { $permissions } की अनुमति नहीं है। किसी एडमिन से अनुमति दिलाएँ; तब तक जवाब निजी चैट में आएगा।
discord-not-taken = यह दर्ज नहीं हो सका। एक मिनट बाद फिर कोशिश करें।
form-change = क्या बदलना है?
form-own-words = अपने शब्दों में
discord-use-slash = आपको निजी मैसेज नहीं भेजा जा सकता। यहाँ मेरे स्लैश कमांड इस्तेमाल करें: वे जवाब सिर्फ़ आपको दिखते हैं।
# $thread (text): a link to it
discord-noted-thread = समझ गया। जवाब { $thread } में आएगा।
option-video-thread = अलग थ्रेड में रखें

slash-start = शुरू
slash-help = मदद
slash-new = नया
slash-projects = प्रोजेक्ट-सूची
slash-status = स्थिति
slash-export = एक्सपोर्ट
slash-credits = क्रेडिट
slash-login = जोड़ें
slash-logout = हटाएँ
slash-cancel = रोकें
slash-language = भाषा
slash-settings = सेटिंग
slash-whoami = मेरीआईडी
slash-privacy = निजता
slash-export_my_data = मेरा-डेटा
slash-forget = भूलो
slash-video = वीडियो
slash-new-title = नाम
slash-projects-project = प्रोजेक्ट
slash-export-quality = क्वालिटी
slash-language-language = भाषा
slash-video-prompt = विवरण
slash-video-photo = फ़ोटो
slash-video-thread = थ्रेड
