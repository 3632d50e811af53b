### Register: 해요체, warm and short; commands stand apart from their particle by a space so that they stay tappable.

start-welcome =
    안녕하세요! 사진과 클립, 말 한마디로 완성된 영상을 만들어요.
    사진을 몇 장 보내고 원하는 것을 말해 주세요. 예: `내 사진으로 15초 홍보 영상을 만들어 줘`
start-returning = 다시 만나서 반가워요! 바꿀 점을 말하거나, 새 사진을 보내고 무엇을 만들지 알려 주세요.
setup-working = 준비하고 있어요…
setup-ready = 준비를 마쳤어요.
setup-trial = { $days }일 동안 쓸 수 있는 무료 크레딧이 { $credits } 있어요.
setup-cloud = 영상은 클라우드의 NemoVideo가 만들어요.
setup-studio = 영상은 이 컴퓨터의 내장 스튜디오가 내 사진과 클립으로 만들어요.

help-text =
    무엇을 만들거나 바꿀지 편하게 말해 주세요. 할 때마다 타임라인을 보여 드려요.

    • 사진, 클립, 음악 보내기 (설명은 있어도 없어도 돼요)
    • `15초로 줄여 줘`, `로파이 음악을 30%로 넣어 줘`, `두 번째 사진을 빼 줘`, `마지막 변경을 되돌려 줘`
    • 마음에 들면 /export: MP4가 여기로 와요
    • /new 는 새로 시작, /projects 는 이전 프로젝트로
    • /cancel 은 진행 중인 작업 멈추기
help-limits =
    알아 두면 좋아요:
    • 화면 비율을 바꾸려면 영상을 다시 생성해야 해요
    • YouTube와 Spotify 링크는 음악으로 쓸 수 없어요. 내장 라이브러리에 비슷한 음악이 있어요
    • 사진 보정은 안 되지만, 멋진 슬라이드쇼는 만들 수 있어요
    • 대본은 60단어 이내, 요청은 구체적일수록 좋아요
    • 30초 클립은 1~2분 걸리고, 결과는 최대 1080x1920이에요
help-formats = 쓸 수 있는 파일: 영상은 MP4, MOV, AVI, WebM, MKV, 사진은 JPG, PNG, GIF, WebP, 오디오는 MP3, WAV, M4A, AAC, 파일마다 { $limit }까지.

group-intro-commands = 모두 안녕하세요! /help@{ $bot } 을 쓰거나 제 메시지에 답장해서 말을 걸어 주세요. 여기 다른 메시지는 보이지 않아서 멘션만으로는 닿지 않을 수 있어요. 프로젝트와 크레딧은 각자 따로예요.
group-intro-mentions = 모두 안녕하세요! { $bot } 멘션이나 제 메시지에 답장으로 말을 걸어 주세요. 여기 다른 메시지는 보이지 않으니 사진과 글을 한 메시지에 넣어 주세요. 프로젝트와 크레딧은 각자 따로예요.
group-not-your-button = 이 버튼은 요청한 사람만 쓸 수 있어요. 내 영상도 만들어 달라고 해 보세요!
group-answered-privately = 개인 채팅으로 답을 보냈어요.
group-write-me-first = 아직 개인 메시지를 보낼 수 없어요. 저와의 채팅을 열고 시작을 누른 뒤 다시 해 주세요.
button-too-old = 이 버튼은 이제 쓸 수 없어요. 가장 최근 메시지의 버튼을 써 주세요.
button-already-used = 이미 하고 있어요.

language-ask = 어떤 언어로 말할까요?
language-changed = 이제부터 { $language }로 말할게요.
language-unknown = “{ $language }”은(는) 아직 못해요. /language 에서 골라 주세요.

settings-title = 내 설정
settings-language = 언어: { $language }
settings-quality = 내보내기 화질: { $quality }
settings-delivery = 영상 받는 방식: { $kind }
settings-delivery-video = 채팅에서 바로 재생
settings-delivery-file = 원본 그대로의 파일
settings-pictures = 변경 후 그림: { $state }
settings-pictures-group = 그룹에서 변경 후 그림: { $state }
settings-on = 켜짐
settings-off = 꺼짐
settings-account = 계정: { $account }
settings-account-linked = 내 계정 (연결됨)
settings-account-shared = 이 봇이 함께 쓰는 계정
settings-account-anonymous = 무료 체험
settings-backend-cloud = 영상을 만드는 곳: NemoVideo
settings-backend-studio = 영상을 만드는 곳: 내장 스튜디오
settings-quality-changed = 이제부터 { $quality }로 내보내요.
settings-quality-unknown = 720p나 1080p로 내보낼 수 있어요. 둘 중 하나를 골라 주세요.

console-welcome = 원하는 것을 입력하거나 파일을 여기로 끌어다 놓거나 버튼 번호를 입력하세요. 자세한 건 /help, 나가려면 Ctrl-C.
console-goodbye = 안녕히 가세요! 끝나지 않은 작업은 다음에 이어서 할게요.
console-you = 나
console-bot = Reelay

media-unopened = 이런 종류의 메시지는 열 수 없어서 아무것도 만들지 않았어요. 사진, 클립, 소리 자체를 사진, 동영상 또는 파일로 보내고 무엇을 만들지 알려 주세요.
words-none = 글이 들어 있지 않아서 아무것도 바꾸지 않았어요. 무엇을 만들거나 바꿀지 적어 주세요.
reply-hidden = 답장하신 메시지가 보이지 않아서 아무것도 만들지 않았어요. 그 내용을 요청과 함께 여기에 붙여 넣거나 개인 채팅으로 전달해 주세요.
file-no-text = { $name } 파일을 { $limit } KB 이하의 텍스트로 읽을 수 없어서 아무것도 만들지 않았어요. 내용을 여기에 붙여 넣어 주세요.
group-not-your-project = 그 동영상은 { $name } 님의 프로젝트라서 아무것도 바꾸지 않았어요. 같은 요청으로 자신의 프로젝트를 시작할 수 있어요.
group-not-your-project-unnamed = 그 동영상은 다른 사람의 프로젝트라서 아무것도 바꾸지 않았어요. 같은 요청으로 자신의 프로젝트를 시작할 수 있어요.
button-start-from = 이것으로 시작
upload-incomplete = 아직 아무것도 만들지 않았어요. 보내 주신 것이 다 없으면 시작하지 않아요. 그것 없이 계속하거나 파일과 글을 다시 보내 주세요.
button-go-on-without = 그것 없이 계속
flood-left-out = 한꺼번에 너무 많아서 일부는 처리하지 못했어요. 처리하지 못한 메시지: { $count }개. 아직 필요한 것은 다시 보내 주세요.
flood-same-answer = 다른 메시지에도 같은 답변이에요: { $count }개.
edit-taken = 대기 중인 요청을 새 내용으로 바꿨어요.
edit-too-late = 그 요청은 이미 보냈으므로 수정해도 바뀌지 않아요. 바꿀 내용을 새 메시지로 써 주세요.
