"""English: what an instruction for a screen looks like, clause by clause.

A clause is an instruction when someone is asked to act (an imperative, "you can ...") on something
that only a screen has, or when it says where on the screen something is to be found. Verbs that
mean nothing but a screen ("click") need no such object; common ones ("open", "use") do.
"""

from __future__ import annotations

import re

from core.language.guitext.plain import CONTROL, QUOTED

_N = rf"[{CONTROL}{QUOTED}]"


def _words(text: str) -> str:
    return "|".join(text.split())


# --- what is on a screen -----------------------------------------------------------------------
PLACE = (
    r"(?:panels?|tabs?|menus?|drop-?downs?|tool ?bars?|side ?bars?|dialog(?:ue)?s?|pop-?ups?"
    r"|inspector|time ?line|preview|playhead|play ?back (?:controls?|bar|area)|player|workspace"
    r"|(?:media|asset|file|clip|project|sound|music|audio|stock|your"
    r"|the|template|effects?) (?:library|bin|browser|list|pool)"
    r"|library|settings|preferences|billing|(?:my |your )?account(?: page| menu| settings)?"
    r"|(?:account|billing|profile|pricing|credits?|wallet|usage|subscription"
    r"|upgrade|export|download|media|upload|history|project|settings"
    r"|plans?|editor|web)s? (?:page|screen|area|section|view|window|overview)"
    r"|dashboard|upload (?:area|zone|box|field)|drop ?(?:zone|area|box)"
    r"|status bar|title bar|menu ?bar"
    r"|navigation|header bar|layers?(?= panel| list)|checkbox(?:es)?|search (?:box|bar|field)"
    r"|(?:text|input|prompt|chat) (?:box|field)|(?:preview|player|export"
    r"|editor|playback|separate|pop-?up) (?:window|pane|screen|area|view)"
    r"|canvas|editor|interface|file manager|scene list|track list|asset "
    r"list|history list|right-hand (?:pane|column|side)|left-hand (?:pane"
    r"|column|side))"
)
CONTROLS = (
    r"(?:buttons?|icons?|sliders?|toggles?|switch(?:es)?|knobs?|dials?"
    r"|handles?|short-?cuts?|hot ?keys?"
    r"|colou?r (?:wheel|picker)|wheel|arrow|gear|cog(?:wheel)?|hamburger|ellipsis|plus(?: sign)?"
    r"|three (?:little |small |tiny )?(?:dots|lines)|symbol|thumbnails?"
    r"|avatar|(?:profile|account) (?:picture|photo|pic|image|icon)"
    r"|space ?bar|keyboard|mouse|ctrl|cmd|keys?\b|thing(?:y|ie|amajig)?"
    r"|doodah|strip|tray|floppy(?: |-)disk|bell|coin|folder|magnifier"
    r"|scissors"
    r"|dotted (?:box|border|line)|box|bin|corner)"
)
WHERE = (
    r"(?:(?:(?:in|at|on|from|near|along|to|by|over|up|down|towards?) "
    r")?(?:on |in |at )?(?:the |your )?"
    r"(?:(?:very )?(?:top|upper|bottom|lower|far|left|right)[- ]?(?:left"
    r"|right)?(?:-hand)?(?: (?:hand )?(?:side|corner|edge|bar|area|part"
    r"|half|end))"
    r"|(?:top|upper|bottom|lower|far)[- ](?:left|right)(?:-hand)?(?: (?:side|corner))?)"
    r"|(?:in|on|at|to|from|along|over on|up|down) (?:the )?(?:corner"
    r"|top|bottom|left|right|side|sidelines)"
    r"|up top|up there|down there|over there|down below|next to (?:the"
    r"|your) (?:player|preview|clip|video|title|name)"
    r"|(?:above|below|beneath|under|underneath|beside) (?:the|your|this"
    r"|each|it|every) ?(?:player|preview|clip|video|message|chat|window"
    r"|screen|one)?"
    r"|below|above|of the (?:screen|page|window|editor|app|interface))"
)
SHOWN_NAME = (
    r"(?:export|download|save|share|upload|import|play|render|publish|undo"
    r"|redo|delete|apply|billing|settings|account)"
)

# --- who is asked ------------------------------------------------------------------------------
OPENER = re.compile(
    r"[^\w\ue000-\ue002\"'+]+|(?:\d{1,2}|[a-d])[.)]\s+"
    r"|(?:and|or|but|so|then|now|also|just|simply|please|first(?:ly)?"
    r"|second(?:ly)?|third(?:ly)?|next|finally|lastly|instead|alternatively"
    r"|afterwards?"
    r"|otherwise|later|again|after that|from there|from here|here|meanwhile"
    r"|to do (?:so|this|that|it)|either|maybe|perhaps|ok|okay|if so|therefore"
    r"|thus"
    r"|while|plus|only|quickly|directly|once (?:there|done|ready)|when "
    r"(?:ready|done)|if needed|if necessary|at any time|any ?time"
    r"|tip|hint|note|pro tip|reminder|next steps?|step (?:\d+|one|two"
    r"|three)|optional(?:ly)?|sure|great|done|all you (?:have|need) to "
    r"do is|go ahead and)\b(?! \d)"
)
ASKED = re.compile(
    r"(?:(?:which |that |where |what |then |as )?(?:you|users?)(?:'ll"
    r"|'d|'re)?(?: (?:can|could|may|might|should|must|will|would|just"
    r"|simply|only|also|now|then|always|easily"
    r"|still|either|directly|need to|have to|want to|just need to|be "
    r"able to|able to|are able to|are free to|are welcome to|then|probably"
    r"|even))*"
    r"|feel free to|be sure to|make sure (?:to|you)|remember to|don't "
    r"forget to|try to|it's (?:best|easiest) to|i (?:suggest|recommend)"
    r"|why not|how about|would you|could you|can you"
    r"|you are free to|go ahead and|kindly|please|simply|just|by|try)\b"
)
"""Words that turn a verb into a request; their reader is asked, so weaker evidence is enough."""

# --- asked to do what ----------------------------------------------------------------------------
CLICK = re.compile(
    r"(?:(?:left|right|double|single)[- ])?click(?:ing)?\b(?! (?:sounds?"
    r"|tracks?|noises?|effects?|of|is|are|was|and clack)\b)"
)
_OBJECT = (
    r"(?:on |and hold |down )?(?:the|that|this|a|an|any|it|your|one|either|both|here|each)\b|on\b"
)
PRESS = re.compile(
    r"(?:tap(?:ping)?|press(?:ing)?|hit(?:ting)?|push(?:ing)?|punch|smash"
    r"|mash|poke|thump|whack|bash|touch|long-press|hold(?: down)?|strike"
    r"|slap|bop|boop)\b"
    rf"(?=\s+(?:{_OBJECT}|{_N}|{SHOWN_NAME}\b|ctrl|cmd|command|control"
    rf"|shift|alt|option|esc|enter|return|space|space ?bar|backspace|f\d+\b"
    rf"|[a-z]\b|['+⌘⌃⇧]|ok\b|pause\b))"
)
KEY = re.compile(
    r"(?:tap|press|hit|hold|use|push|strike)(?: down)?\s+(?:the\s+)?(?:ctrl"
    r"|cmd|⌘|command|control|shift|alt|option|esc|enter|return|space"
    r"|space ?bar|delete|backspace|f\d+|[a-z](?= |$|\.|,)|'[a-z]')(?:\b"
    r"|(?<=⌘))"
    r"|(?:ctrl|cmd|⌘|alt|shift) ?\+ ?\w"
)
DRAG = re.compile(
    r"(?:drag(?:ging)?(?:(?: and |-and-|-n-| & |/)drop(?:ping)?)?\b(?! "
    r"(?:race|queen|show|lift|net|king|strip)\b)"
    r"|scroll(?:ing)?\b(?=$| (?:down|up|left|right|to|through|along|over|until|the|back|in))"
    r"|hover(?:ing)?\b(?= (?:over|on|your|above))|pinch(?:ing)?\b|scrub(?:bing)?\b"
    r"|swipe\b(?= (?:left|right|down|through|across|over))"
    r"|toggle\b|un-?check\b|un-?tick\b|tick\b)"
)
DROP = re.compile(
    r"(?:drop|chuck|toss|fling|throw|pop|dump|stick|put|place|lob|plonk"
    r"|release|let go|paste|import|upload|add|load)\b"
)
DROP_INTO = re.compile(
    rf"\b(?:in(?:to|side)?|on(?:to)?|to|over|here|via|through|using|from"
    rf"|by|with)\b.{{0,40}}(?:{PLACE}|{CONTROLS}|area|zone|box)|drop (?:it"
    rf"|them) (?:here|in)\b|(?:fling|drop|throw|chuck|toss|pop|put).{{1,30}}\bin "
    rf"there"
)
OPEN = re.compile(
    r"(?:open(?:ing)?|go(?:ing)?|head(?:ing)?|navigat(?:e|ing)|switch(?:ing)?"
    r"|hop|jump|skip|expand(?:ing)?|collapse|visit(?:ing)?|access(?:ing)?"
    r"|enter|return(?:ing)?|move (?:over|to)|launch"
    r"|clos(?:e|ing)|bring up|pull up|pop|wander|swing|slip|nip|dive"
    r"|dip|get|come|stop by|stroll|step|turn)\b(?! (?:on (?:a|an|with)"
    r"|with)\b)"
)
LOOK = re.compile(
    r"(?:see(?:ing)?|check(?:ing)?|view(?:ing)?|watch(?:ing)?|preview(?:ing)?"
    r"|review(?:ing)?|look(?:ing)?|find(?:ing)?|have a (?:look|listen"
    r"|peek|scroll|nose)|take a (?:look|listen|peek)|peek|peep|inspect(?:ing)?"
    r"|brows(?:e|ing)|play(?:ing)?|listen(?:ing)?|monitor|glance|refer"
    r"|compare|track|read|spot|notice|locate|verify|confirm|hear|keep "
    r"an eye|check out)\b"
)
USE = re.compile(
    r"(?:us(?:e|ing)|choos(?:e|ing)|pick(?:ing)?|select(?:ing)?|adjust(?:ing)?"
    r"|mov(?:e|ing)|chang(?:e|ing)|set(?:ting)?|edit(?:ing)?|try|tweak"
    r"|fine-tune|grab|turn|spin|nudge|type|enter|enable|disable|activate"
    r"|play with|fiddle with|twiddle|crank|slide|pull|tug|stretch|shift"
    r"|trim|cut|split|resize|rearrange|reorder|swap|delete|remove|replace"
    r"|undo|redo|duplicate|rename|export(?:ing)?|download(?:ing)?|sav(?:e"
    r"|ing)|shar(?:e|ing)|upload(?:ing)?"
    r"|import(?:ing)?|add(?:ing)?|create|render|get|apply|manage|customi[sz]e"
    r"|modify|control|update|top up|buy|upgrade|purchase|log|sign|give"
    r"|make|do|rotate|roll|yank|rummage|dig|raid|flick|flip|follow|bring"
    r"|let|trigger|start|run|tell|access|search|filter|sort)\b"
)
SCREEN_THING = re.compile(rf"\b(?:{PLACE}|{CONTROLS})\b|{CONTROL}")
STRONG_PLACE = re.compile(
    rf"\b{PLACE}\b|\b(?:buttons?|icons?|sliders?|toggles?|short-?cuts?"
    rf"|hot ?keys?|colou?r (?:wheel|picker)|playhead|keyboard|handles?"
    rf"|checkbox|three dots|avatar|profile (?:picture|photo|icon)|right-click"
    rf"|drop zone)\b"
    rf"|{CONTROL}|(?:top|upper)[- ](?:left|right)"
)
POSITION = re.compile(WHERE)

# --- where it is to be found ---------------------------------------------------------------------
_SEEN = (
    r"(?:found|seen|viewed|downloaded|exported|adjusted|changed|edited|accessed"
    r"|checked|previewed|saved|managed|moved|dragged|played|watched|reviewed"
    r"|opened|modified|tweaked|uploaded|added|selected|located|turned (?:on"
    r"|off)|undone|reordered|rearranged|heard|trimmed|done|set|purchased"
    r"|bought|topped up|shared|reached|switched|picked|resized|grabbed|inspected)"
)
_SHOWN = (
    r"(?:shown|listed|available|visible|displayed|found|located|waiting|stored"
    r"|kept|tucked away|hidden|hiding|sitting|viewable|downloadable|accessible"
    r"|editable|adjustable|seen|saved|in|under|on|over in|right there in"
    r"|at)"
)
LOCATED = re.compile(
    rf"\b(?:can|could|may)(?: (?:also|now|all|always|then|be|easily|only))* "
    rf"{_SEEN}\b.{{0,80}}?\b(?:in|under|from|by|via|using|with|through"
    rf"|on|at|inside|within|over)\b.{{0,60}}?(?:{PLACE}|{CONTROLS}|{CONTROL}"
    rf"|\bclicking\b|\bdragging\b|\btapping\b|\bpressing\b)"
)
SHOWN_AT = re.compile(
    rf"^(?:the |your |all |both |it |they |that |these |those |remaining "
    rf"|current |them |more |other |everything |its |this |each )[\w' "
    rf"-]{{0,60}}?\b(?:is|are|will be|'s|'re|lives?|sits?|waits?|appears?"
    rf"|shows?(?: up)?|hides?|can be)\b(?: \w+){{0,3}}? ?\b(?:in|under"
    rf"|inside|within|behind|from|at|on|by|via|beneath)\b (?:the |your "
    rf"|a )?[\w' {QUOTED}{CONTROL}*>-]{{0,40}}?\b(?:panels?|tab|menu|tool "
    rf"?bar|side ?bar|library|settings|billing|account(?: page| menu)?"
    rf"|inspector|history|drop-?down|dashboard|(?:media|asset) bin|{CONTROL})"
)
THING_DOES = re.compile(
    rf"^(?:the|a|an|that|this|there's|there is|your|those|these|use|another"
    rf"|one|right|see)\b.{{0,60}}?(?:{CONTROLS}|{PLACE}|{_N}).{{0,80}}?\b(?:lets?"
    rf"|letting|allows?|allowing|will let|gives?|shows?|tells?|does|do"
    rf"|opens?|hides?|holds?|has|have|gets?|spits?|takes?|lives?|is|are"
    rf"|'s|handles?|keeps?|brings?|makes?|saves?|downloads?|exports?|plays?"
    rf"|turns?|works?|that's|for|where|how)\b"
)
FOR_YOU = re.compile(
    r"\b(?:you|yours)\b(?:'ll|'ve|'re|'d)?(?! (?:sent|uploaded|asked"
    r"|wanted|gave|drew|picked|chose|mentioned|described|liked|shared"
    r"|provided|requested|recorded|took|made|wrote|named))"
)
VIDEO_CUE = re.compile(
    r"\b(?:viewers?|audience|scene|shots?|at \d|frame|of the (?:video"
    r"|clip|film|frame|shot)|in the (?:video|clip|film|background|foreground)"
    r"|\d:\d\d|seconds?\b|on[- ]screen|graphic|animat\w+|overlay|caption"
    r"|title|voice ?over)\b"
)

# --- nothing else than a screen -----------------------------------------------------------------
HOUSEKEEPING = re.compile(
    r"\b(?:reload|refresh|re-?open|restart|hard-refresh)(?:ing)? (?:the "
    r"|your |this )?(?:page|browser|tab|app|editor|window|screen|timeline"
    r"|preview|project)"
    r"|^(?:reload|refresh)\b|\bclear (?:the |your )?(?:browser )?(?:cache"
    r"|cookies)|\blog (?:out|in|back in)\b|\bsign (?:out|in|back in)\b"
)
CANNOT = re.compile(
    r"\bi(?:'m| am)? ?(?:can't|cannot|can not|couldn't|don't have (?:any "
    r")?access|do not have access|have no (?:access|way)|don't have (?:a "
    r"|any )?(?:way|visibility|permission)|not able|unable|don't see"
    r"|don't know|do not know|have no idea)\b"
    r".{0,40}\b(?:balance|(?:your|remaining|many) credits|billing|account|subscription|plan)\b"
)
CANNOT_FILE = re.compile(
    r"\bi(?:'m| am)? ?(?:can't|cannot|can not|don't have (?:a |any )?way"
    r"|not able|unable|have no way)(?: to)?(?: directly)? (?:export|download"
    r"|save|render|send|hand|deliver|share|upload|import)(?: you)? (?:the "
    r"|your |this |that |it|them|videos?|files?|any |finished )(?:[\w "
    r"]{0,30})$"
)
NO_IDEA = re.compile(
    r"^(?:no idea|not sure|can't tell|hard to say)\b.{0,30}\b(?:left|balance|credits)\b"
)
AFTERMATH = re.compile(
    r"\b(?:dialog|pop-?up|menu|panel|window|download|export|rendering"
    r"|file|it|that|the video)\b.{0,30}\bwill (?:then |automatically "
    r"|now )?(?:open|appear|pop up|start|begin|download|be (?:saved|downloaded"
    r"|exported|rendered)|save|show up|render)\b"
)
"""What happens after a click; dropped only right after a dropped instruction."""

# --- clauses that belong to another ------------------------------------------------------------
LEAD = re.compile(
    r"(?:(?:and|or|but|so|then|now|also|just|simply|please|alternatively)\s+)*(?:when"
    r"|once|if|to|as soon as|whenever|after|before|for|in order to|while"
    r"|should you|until|unless|in case|where|at|in|on|from|under|next "
    r"to|with|because)\b"
    r"|(?:ready|happy|satisfied|finished|done|next steps?|tip|note|hint"
    r"|pro tip|reminder|optional|how to \w+.*|(?:to )?(?:export|download"
    r"|save|upload)(?:ing)?(?: it| steps| options?)?|quick tip|one more "
    r"thing|remember|like it|love it|not happy|otherwise|from there|for "
    r"that|if so|then|now|first|and|or|heads up)$"
)
LEAD_QUESTION = re.compile(
    r"(?:happy|like|love|want to|ready|need(?: to| more| a)?|not (?:happy"
    r"|sure|quite|what)|satisfied|looking (?:good|for)|would you like "
    r"to (?:download|export|save|see|check|preview|adjust|change|move"
    r"|trim)|do you want to (?:download|export|save|see|check|preview"
    r"|adjust|change|move|trim)|wanna|how (?:do|can) you|too \w+|all "
    r"good|changed your mind|curious|wondering|where)\b(?!.*\b(?:me|i"
    r"|we|shall)\b)"
)
INDEPENDENT = re.compile(
    r"(?:[^\w\ue000-\ue002]*(?:and|or|but|so|then|also|otherwise)\s+)*"
    r"(?:(?:i|we)(?:'ll|'ve|'m|'d|'re)?\b|let me\b|let us\b|let's\b|(?:just "
    r")?tell me\b|(?:just )?(?:say|ask|reply|type|write|send|message"
    r"|text|describe|give me|drop me|ping|shout|name|mention)\b|shall\b"
    r"|should i\b|do you\b|does\b|would you (?:like|prefer)\b|could you\b"
    r"|what\b|how (?:does|do|about)\b|want me\b"
    r"|here(?:'s| is| are)\b|(?:it's|that's|there's|they're) (?:now|already)\b"
    r"|(?:the|a|an|your|this|that|these|those|it|they|both|all|everything"
    r"|each|he|she|its|my|our|scene|shot|clip|music|captions?|title|\d+)\b.{0,60}?\b(?:is"
    r"|are|was|were|has|have|had|will|now|starts?|ends?|runs?|lasts?"
    r"|stays?|looks?|plays?|fades?|sits?|takes?|costs?|uses?|needs?|comes?"
    r"|goes|keeps?|shows?|begins?|got|gets|matches|fits?|feels?|sounds?"
    r"|appears?|moved?|remains?|\w+ed)\b)"
)
READY_HEAD = re.compile(
    r"(?:your|the|this|that|it|everything|it's|all)\b[\w\s'\ue000-\ue001-]{0,50}?\b(?:is"
    r"|are|'s|has been|have been)? ?(?:now |all |both )?(?:ready|done"
    r"|finished|complete|completed|set)\b"
)
SCRIPT_LINE = re.compile(
    r"[^\w\"']*(?:(?:scene|shot|clip|slide|part|line|frame|card|beat"
    r"|panel|segment)s?\s*#?\d+|(?:caption|title|subtitle|text|cta|call "
    r"to action|end card|headline|tagline|slogan|voice-?over|voice|vo"
    r"|narrator|narration|overlay|lyrics?|hook|intro|outro|opening|closing"
    r"|on-screen text|screen text|sfx|sound|dialogue|script|visual|action"
    r"|sticker|banner|button (?:text|label))(?: \d+)?)\s*(?:\([^)]{0,30}\)\s*)?[:：]"
    r"|[^\w]*\(?\d{1,2}:\d\d(?:\s*(?:-|to)\s*\d{1,2}:\d\d)?\)?\s*[:|-]?\s"
    r"|[^\w]*\(?\d+(?:\.\d)?\s*-\s*\d+(?:\.\d)?\s?s(?:ec(?:onds)?)?\)?\s*[:"
    r"|-]?\s"
)
"""A line of a script or a shot list: what follows is what the video shows."""
APP_PLACE = re.compile(
    rf"\b(?:panel|slider|timeline|side ?bar|tool ?bar|drop-?down|settings|menu|tab)\b|{CONTROL}"
)
HOW_TO = re.compile(
    r"(?:[^\w]*(?:to|how to|steps? (?:to|for)|for)\s+(?:\w+\s+)?(?:export"
    r"|download|save|render|upload|import|preview|view|check|see|adjust"
    r"|edit|change|trim|move|undo|get|share|top up|buy|add|remove|delete"
    r"|find|watch|play|replace|do)"
    r"|[^\w]*(?:export(?:ing)?|download(?:ing)?|upload(?:ing)?|saving) "
    r"(?:steps|instructions|guide|it|your|the)|.*\bfollow (?:these|the) "
    r"steps|.*\bhere's how\b(?!.*\bi\b)|.*\bdo (?:the following|this)\b"
    r"|.*\b(?:you can|you need to|you should)\b.*$)"
)
STEP = re.compile(
    r"(?:pick|choose|select|set|save|wait|name|confirm|hit|enter|give"
    r"|go|look|find|use|type|press|tap|open|make sure|adjust|change|move"
    r"|download|export|upload|share|check|switch|turn|decide|let|then"
    r"|repeat|done|close|locate|enjoy|keep|start|scroll|find|play|watch"
    r"|review|enable|trim|click|drag|under|in the|at the|on the|from "
    r"the|finally|next|it|once|when|that's it|you'll|your file|the file"
    r"|the download|the export|add|import|drop|browse)\b"
)
"""Openings of a step that counts as an instruction only among other instructions."""
STEP_NEXT = re.compile(
    r"(?:then |next,? |after that,? |finally,? |and |now |once (?:it"
    r"|that)[\w ']{0,30}, )*(?:choose|pick|select|set|save|confirm|name"
    r"|wait|hit|enter|look for|give it|it takes you|this (?:will|opens"
    r"|brings|takes|saves|downloads))\b(?! (?:a |the )?(?:scene|shot"
    r"|style|title|song|photo|one of)\b)(?!.*\byou (?:like|prefer)\b)"
)
IT_IS_THERE = re.compile(
    rf"(?:it's|it is|they're|they are|that's|you'll (?:find|see|spot) "
    rf"(?:it|them)|you can(?:'t)? (?:find|see|miss) (?:it|them)|look)\b.{{0,40}}?(?:{WHERE}"
    rf"|{PLACE}|{CONTROLS}|miss it)"
)
BY_ME = re.compile(
    r"(?:[^\w]*(?:and|but|so|then|also|now|ok|okay|done)\W+)*(?:i|we)(?:'ve"
    r"|'ll|'m|'d|'re)?\b(?! (?:suggest|recommend|would (?:suggest|recommend)))"
)
BARE_OBJECT = re.compile(
    r"^\w+(?: on| down)? (?:it|here|that|one)\b(?: (?:to|and|when|if|for"
    r"|again|once|whenever)\b|\W*$)"
)
SEEN_THERE = re.compile(
    r"\w+(?: a look at| out)?(?: it| them| this| that| the (?:result"
    r"|changes?|new \w+|video|clip|file))?,? (?:above|below|on the (?:right"
    r"|left)(?: side|-hand side)?|up there|down there|over there|at the "
    r"(?:top|bottom))\W*$"
)
TRUE_PLACE = re.compile(
    r"\b(?:panels?|tab|side ?bar|tool ?bar|time ?line(?! graphic)|preview"
    r"|drop-?down|library|settings|billing|account|player|slider|editor"
    r"|history)\b"
)
HANDS_INSIDE = re.compile(
    rf"(?<!the )(?<!a )\b(?:click|tap|press|hit|drag|use|open)(?:ing)?\b "
    rf"(?:on )?(?:the |it\b|them\b|its |any |your |an? |{CONTROL}).{{0,50}}(?:{PLACE}"
    rf"|{CONTROLS}|export|download|save|upload|{CONTROL})|\bclick(?:ing)? "
    rf"(?:on )?(?:export|download|save|the|play|upload|{CONTROL})"
)
HERE_IS_HOW = re.compile(r"here(?:'s| is| are) (?:how|the steps|what to do|a quick guide|what you)")
