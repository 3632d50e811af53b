credits-balance = 크레딧이 { $total } 중 **{ $available }** 남았어요.
credits-left = 크레딧이 **{ $available }** 남았어요.
credits-frozen = 그중 { $frozen } 크레딧은 진행 중인 작업에 잡혀 있어요.
credits-costs = 클립 생성은 약 100크레딧, 편집은 한 번에 약 50크레딧이에요. 내보내기는 무료예요.
credits-trial = 지금은 무료 체험이에요. /login 으로 내 계정을 연결하면 계속 쓸 수 있어요.
credits-shared = 이 크레딧은 봇을 쓰는 모두가 함께 써요.
credits-linked = 내 NemoVideo 계정이에요.
credits-top-up = 크레딧 더 받기: { $link }
credits-studio = 이건 체험용 크레딧이에요. 내장 스튜디오는 이 컴퓨터에서 돌아가고, 비용이 들지 않아요.
credits-unavailable = 지금은 크레딧을 확인할 수 없어요. 1분 뒤에 /credits 를 다시 써 주세요.
cost-used = 크레딧: { $used } 사용, { $left } 남음
cost-not-sent = 크레딧이 남지 않아 요청을 보내지 않았어요.
cost-history = 최근 요청에 쓴 크레딧:
cost-item = • { $request }: { $used } 크레딧
cost-item-unknown = • { $request }: 알 수 없음

login-ask = 다음 메시지로 NemoVideo 액세스 토큰을 보내 주세요. 받는 즉시 채팅에서 지우고 암호화해서 보관할게요. /cancel 을 쓰면 그대로 둘게요.
form-login = NemoVideo 계정 연결
form-token = 액세스 토큰
login-private-only = 안전을 위해 토큰은 개인 채팅에서만 받아요. 거기서 /login 을 써 주세요.
login-done = 계정을 연결했어요. 이제부터 내 크레딧을 써요.
login-refused = NemoVideo가 이 토큰을 받아 주지 않았어요. 전체를 다시 복사해서 /login 을 써 주세요.
login-not-a-token = 액세스 토큰이 아닌 것 같아요. /login 을 다시 쓰고 토큰 전체를 붙여 넣어 주세요.
login-unavailable = 지금은 토큰을 확인할 수 없어서 아무것도 저장하지 않았어요. 몇 분 뒤에 /login 을 다시 써 주세요.
login-cannot-delete = 토큰이 든 메시지를 지우지 못했어요. 직접 지워 주세요.
login-exposed = 다른 사람이 볼 수 있는 채팅에 토큰을 올리지 마세요. 그 메시지를 지우고 개인 채팅에서 /login 을 써 주세요.
login-not-needed = 내장 스튜디오에는 계정이 필요 없어요. 사진을 보내고 무엇을 만들지 말해 주세요.
logout-done = 계정 연결을 끊고 토큰을 지웠어요.
logout-none = 연결된 계정이 없어요.

cap-turns = { $limit ->
       *[other] 오늘 쓸 수 있는 요청 { $limit }번을 다 썼어요.
    } 내일 다시 와 주세요.
cap-exports = { $limit ->
       *[other] 오늘 쓸 수 있는 내보내기 { $limit }번을 다 썼어요.
    } 내일 다시 와 주세요.
cap-turns-closed = 여기서는 요청을 받지 않아요.
cap-exports-closed = 여기서는 내보내기를 할 수 없어요.
cap-login = 내 계정에는 이 제한이 없어요. /login 으로 연결하세요.
quota-turns = 오늘 남은 요청: { $limit }번 중 { $left }번
quota-exports = 오늘 남은 내보내기: { $limit }번 중 { $left }번
