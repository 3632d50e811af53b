### Credits, accounts, daily caps.

# $available, $frozen, $total (numbers)
credits-balance = You have { $available ->
        [one] **{ $available }** credit
       *[other] **{ $available }** credits
    } left of { $total }.
credits-left = You have { $available ->
        [one] **{ $available }** credit
       *[other] **{ $available }** credits
    } left.
credits-frozen = { $frozen ->
        [one] { $frozen } credit is reserved for work under way.
       *[other] { $frozen } credits are reserved for work under way.
    }
credits-costs = A generated clip costs about 100 credits, an editing session about 50; exports are free.
credits-trial = This is a free trial. Use /login to go on with your own account.
credits-shared = These credits are shared by everyone who uses this bot.
credits-linked = This is your own NemoVideo account.
# $link (URL)
credits-top-up = Get more credits: { $link }
credits-studio = These are play credits: the built-in studio works on this machine and costs nothing.
credits-unavailable = I can't read your credits right now. Try /credits again in a minute.
# $used, $left (number): credits
cost-used = Credits: { $used } used, { $left } left.
cost-not-sent = I haven't sent your request, because there are no credits left.
cost-history = What your last requests used:
# $request (text): the beginning of a prompt; $used (number)
cost-item = • { $request }: { $used } credits
cost-item-unknown = • { $request }: not known

login-ask = Send me your NemoVideo access token in your next message. I delete it from the chat at once and keep it encrypted; /cancel leaves everything as it is.
form-login = Link your NemoVideo account
form-token = Access token
login-private-only = For your safety I only take tokens in a private chat. Write me there and use /login.
login-done = Your account is linked. From now on your own credits are used.
login-refused = NemoVideo didn't accept that token. Copy it once more in full and use /login again.
login-not-a-token = That doesn't look like an access token. Use /login again and paste the whole token.
login-unavailable = I couldn't check the token right now, so nothing was saved. Try /login again in a few minutes.
login-cannot-delete = I couldn't delete your message with the token. Please delete it yourself.
login-exposed = Please don't post tokens in a chat that others can read. Delete that message and use /login in our private chat.
login-not-needed = The built-in studio needs no account. Just send me photos and say what to make.
logout-done = Your account is unlinked and its token forgotten.
logout-none = No account of yours is linked.

# $limit (number)
cap-turns = { $limit ->
        [one] You've used today's { $limit } request.
       *[other] You've used today's { $limit } requests.
    } Come back tomorrow.
cap-exports = { $limit ->
        [one] You've used today's { $limit } export.
       *[other] You've used today's { $limit } exports.
    } Come back tomorrow.
cap-turns-closed = Requests are not open here.
cap-exports-closed = Exports are not open here.
cap-login = With your own account there is no such limit: /login links it.
# $left, $limit (number)
quota-turns = Requests left today: { $left } of { $limit }
quota-exports = Exports left today: { $left } of { $limit }
