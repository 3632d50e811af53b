### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = समझ गया। जवाब यहीं आएगा।
discord-noted-private = मैं यहाँ लिख नहीं सकता, इसलिए जवाब हमारी निजी चैट में आएगा।
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = मैं { $where } में लिख नहीं सकता: { $permissions } की अनुमति नहीं है। किसी एडमिन से अनुमति माँगें; तब तक मैं निजी चैट में जवाब दूँगा।
discord-not-taken = मैं इसे दर्ज नहीं कर सका। एक मिनट बाद फिर कोशिश करें।
discord-ask-title = क्या बदलूँ?
discord-ask-field = अपने शब्दों में
discord-use-slash = मैं आपको निजी तौर पर नहीं लिख सकता। यहाँ मेरे स्लैश कमांड इस्तेमाल करें: वे जवाब सिर्फ़ आपको दिखते हैं।
