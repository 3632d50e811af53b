credits-balance = 你还有 **{ $available }** 积分，共 { $total }。
credits-left = 你还剩 **{ $available }** 积分。
credits-frozen = 其中 { $frozen } 积分为进行中的工作预留。
credits-costs = 生成一个片段约 100 积分，一次剪辑约 50；导出免费。
credits-trial = 这是免费试用。用 /login 可以换成自己的账户。
credits-shared = 这些积分由这个机器人的所有用户共用。
credits-linked = 这是你自己的 NemoVideo 账户。
credits-top-up = 获取更多积分：{ $link }
credits-studio = 这些只是体验积分：内置工作室在本机运行，不花任何钱。
credits-unavailable = 现在读不到积分，一分钟后再用 /credits 试试。
cost-used = 积分：用了 { $used }，还剩 { $left }。
cost-not-sent = 积分已用完，所以你的请求没有发出。
cost-history = 最近的请求用了多少：
cost-item = • { $request }：{ $used } 积分
cost-item-unknown = • { $request }：不详

login-ask = 请在下一条消息里发送你的 NemoVideo 访问令牌。我会立刻从聊天中删除它并加密保存；用 /cancel 则一切不变。
form-login = 绑定 NemoVideo 账户
form-token = 访问令牌
login-private-only = 为了安全，我只在私聊里接收令牌。请私聊我并使用 /login。
login-done = 账户已绑定，以后使用你自己的积分。
login-refused = NemoVideo 没有接受这个令牌。请完整复制后再用 /login 试一次。
login-not-a-token = 这看起来不像访问令牌。请再用 /login 并粘贴完整的令牌。
login-unavailable = 现在没法检查令牌，所以什么都没保存。过几分钟再用 /login 试试。
login-cannot-delete = 我删不掉你那条带令牌的消息，请自己删除。
login-exposed = 请不要在别人看得到的聊天里发令牌。删除那条消息，在我们的私聊里用 /login。
login-not-needed = 内置工作室不需要账户。直接发照片并说说想做什么就行。
logout-done = 账户已解绑，令牌已清除。
logout-none = 你没有绑定账户。

cap-turns = { $limit ->
       *[other] 今天的 { $limit } 次请求已用完。
    } 请明天再来。
cap-exports = { $limit ->
       *[other] 今天的 { $limit } 次导出已用完。
    } 请明天再来。
cap-turns-closed = 这里不开放请求。
cap-exports-closed = 这里不开放导出。
cap-login = 用自己的账户就没有这个限制：用 /login 绑定。
quota-turns = 今天还剩请求：{ $left } / { $limit } 次
quota-exports = 今天还剩导出：{ $left } / { $limit } 次
