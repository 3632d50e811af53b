"""What a dropped instruction stood for, told from its words, most specific first."""

from __future__ import annotations

import re

from core.language.guitext.model import Action

_CREDITS = re.compile(
    r"\bbalance\b|\bcredits?\b(?! (?:roll|at the end|sequence))|\bbilling\b"
    r"|\baccount\b|\btop(?:ping)? up\b|\bsubscription\b|\bpricing\b|\bwallet\b"
    r"|\b(?:your|the|upgrade) plans?\b|\bcoins?\b|\busage\b|\bupgrade\b"
    r"|\b(?:profile|avatar)\b.{0,30}\bleft\b|\bleft\b.{0,40}\b(?:profile"
    r"|avatar)"
    r"|余额|积分|账单|账户|账号|帐户|帐号|充值|套餐|金币|会员|订阅|个人中心|点数"
)
_UPLOAD = re.compile(
    r"\bupload(?:er|ing)?\b(?! (?:history|list))|\bdrop ?(?:zone|area"
    r"|box)\b|\bdotted\b|\battach\b|\bpaper ?clip\b"
    r"|\b(?:add|import|drop|chuck|fling|toss|throw|pop|put|dump|drag"
    r"|load|insert|bring)(?:ing)?(?: and drop| in)?\b.{0,25}\b(?:your "
    r"|more |another |a |the |some |new |own )*(?:footage|files?|photos?"
    r"|pics?|pictures?|images?|logo|videos?|media|songs?|recording|material)\b(?!.{0,30}\b"
    r"time ?line)"
    r"|上传|虚线框|导入(?!了)|添加.{0,8}(?:文件|照片|图片|素材|视频|音乐|图)|(?:拖|丢|放|扔|传).{0,8}(?:素材"
    r"|文件|照片|图片)|(?:素材|文件|照片|图片|视频).{0,6}(?:拖|丢|放|扔|传)(?:到|进|入)|传(?:图"
    r"|照片|文件|视频)"
)
_UPLOADS_PLACE = re.compile(
    r"\b(?:uploads?|uploaded \w+|upload) (?:tab|panel|folder|list|history|section)\b|已上传"
)
_EXPORT = re.compile(
    r"\bexport(?:s|ed|ing)?\b|\bdownload(?:s|ed|ing)?\b|\brender(?:ed"
    r"|ing)?\b|\bsav(?:e|ed|ing)\b(?! (?:the |your |these |this )?(?:change"
    r"|edit|setting|project|draft|version))|\bshar(?:e|ing)\b|\bpublish\b"
    r"|\b(?:get|grab|gets|fetch|collect|pull|take|have|send|spits?|receive"
    r"|keep) (?:the |your |a |both |out the |down the |hold of the )?(?:finished "
    r"|final |whole )?(?:file|video|mp4|copy|clip|movie|it(?! (?:back"
    r"|out of|in|on the time|up|down|left|right|away|again|shorter|longer"
    r"|louder)))\b|\bonto your (?:phone|device|computer|camera)|\bmp4\b"
    r"|\byours\b|\bdown(?:ward)?[- ](?:pointing )?arrow\b|\bfloppy\b"
    r"|\bcamera roll\b"
    r"|导出|下载|保存(?!修改|更改|设置)|渲染|分享|发布|存到|存下来|存本地|成片|拿到(?:文件|视频|手)|拿走|取走|到手|向下的箭头|下箭头|软盘|抱走|带走"
)
_EDIT = re.compile(
    r"\bdrag|\bsliders?\b|\bwheel\b|\bknob|\bdial\b|\bhandles?\b|\bundo\b"
    r"|\bredo\b|\bctrl\+[zy]|\bcmd\+[zy]|\btrim\b|\bsplit\b|\badjust(?!ments? "
    r"panel)|\bmove\b|\bchange\b|\bdelete\b|\bremove\b|\bpinch|\btug\b"
    r"|\bstretch\b|\bresize\b|\brotate|\bright-click"
    r"|\bunmute\b|\bmute\b|\bedit\b|\btweak|\breorder|\brearrange|\bswap\b"
    r"|\bfilters?\b|\btoggle|\breplace\b|\bkeep\b|\bchoose\b|\bapply\b"
    r"|\buse this\b|\bpick\b|\bcontrast\b|\bshrink|\brename|\bcrop|\benable"
    r"|\bdisable|\bturn (?:on|off|it|them|the)|\bbrighter|\blouder|\blonger"
    r"|\bshorter|\bselect\b"
    r"|拖|滑块|滑杆|色轮|旋钮|撤销|重做|裁剪|剪辑|调整|调节|修改|更改|删除|移动|编辑|右键|静音|恢复|替换|切换"
    r"|滤镜|缩放|捏|ctrl\+[zy]|cmd\+[zy]|选用|使用这|采用|保留|缩|加长|缩短|调|换成|改"
)
_TIMELINE = re.compile(
    r"\btime ?line\b|\bpreview|\bplay(?:s|ing|back|er|head)?\b|\bwatch(?:ing)?\b"
    r"|\blisten|\bhear\b|\bscrub|\bspace ?bar\b|\bstrip\b|\bresult\b"
    r"|\bin order\b|\bin action\b|\blines up\b"
    r"|时间线|时间轴|预览|播放|观看|试听|听一|听听|看效果|空格|回放|排列|那一条|那条|看一下效果"
)
_STATE = re.compile(
    r"\b(?:open|go to|head|find|found|see|seen|view|browse|check|look"
    r"|listed|shown|visit|switch|expand|access|review|read|inspect|navigate"
    r"|visible|available|displayed|click|tap|hop|pop|jump|peek|kept|tucked"
    r"|hiding|hidden|hold|holds|lives?|live|track|peep|stored|located"
    r"|sits?|under|manage|in the|have a look|bring up)\b|打开|查看|看到|找到"
    r"|前往|进入|切换到|展开|面板|浏览|看看|点开|在.{0,10}里|看一|列表|瞅|瞧|翻"
)
_OPENS_PLACE = re.compile(
    r"\b(?:open|go|head|navigate|switch|visit|expand|found|find|see|view"
    r"|check|browse|listed|shown|look|access|review|available|hop|pop"
    r"|jump|read|peek|under|bring up|pull up|tucked|hidden|hiding|holds?"
    r"|lives?)\w*\b.{0,60}\b(?:panels?|tab|library|list|side ?bar|inspector"
    r"|history|bin|browser|page|folder|section|gallery|menu|settings"
    r"|layers|folder|dashboard|drawer)\b"
    r"|\b(?:panels?|tab|library|list|side ?bar|history|folder|gallery)\b.{0,40}\b(?:to "
    r"(?:see|view|browse|check|read|find|review|look)|shows?|holds?|lists?"
    r"|keeps?)\b"
    r"|(?:打开|前往|进入|切换到|切到|展开|点开|到|去|找到|在).{0,14}(?:面板|标签页|选项卡|素材库|媒体库|侧边栏|侧栏|列表|页|历史记录|文件夹|菜单|设置)"
)


def meant(text: str) -> Action | None:
    """The one action that a dropped sentence part (lower case) stood for; None for none."""
    if _CREDITS.search(text):
        return Action.CREDITS
    if _UPLOADS_PLACE.search(text):
        return Action.STATE
    if _UPLOAD.search(text):
        return Action.UPLOAD
    if _EXPORT.search(text):
        return Action.EXPORT
    if _OPENS_PLACE.search(text) and not _HANDS_ON.search(text):
        return Action.STATE
    if _EDIT.search(text):
        return Action.EDIT
    if _TIMELINE.search(text):
        return Action.TIMELINE
    return Action.STATE if _STATE.search(text) and _PLACE_NAME.search(text) else None


_HANDS_ON = re.compile(
    r"\bdrag|\bslider|\bwheel\b|\bhandles?\b|\bpinch|\btug|\bright-click|拖|滑块|右键|色轮"
)
_PLACE_NAME = re.compile(
    r"\b(?:panel|tab|library|list|side ?bar|folder|history|menu|settings"
    r"|section|icon|symbol|page|drawer|bin|editor|dashboard|arrow|gear)s?\b"
    r"|面板|页|列表|栏|库|历史|文件夹|菜单|图标|设置|齿轮"
)
