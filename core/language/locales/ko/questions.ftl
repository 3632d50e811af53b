# The agent's question and its answers.
button-other = 기타…
button-answer = 답하기…
button-done = 완료
# The title of a form, at most 45 characters.
form-answer = 답변
# $n (number): which of the questions this is; $of (number): how many there are
question-count = ({ $n }/{ $of })
question-several = 하나 이상 고른 다음 “완료”를 누르세요.
question-free = 다음 메시지로 답을 적어 주세요.
question-which = 어느 것을 말하는지 모르겠어요. 어느 것인가요?
question-lapsed = 그 질문은 이제 닫혔어요. 아직 필요하다면 말씀해 주세요.

# A message that may be a command or an edit; the others are its buttons.
reading-ask = 두 가지로 읽을 수 있어요. 어느 쪽인가요?
reading-export = 영상 내보내기
reading-credits = 내 크레딧 보기
reading-state = 타임라인 보기
reading-help = 도움말 보기
reading-new = 새 프로젝트 시작
reading-cancel = 진행 중인 작업 취소
reading-edit = 편집 요청으로 보내기

# The button for what is needed less often, and what is said above those.
button-more = 더 보기…
more-choices = 또 무엇을 할까요?

# Files without words. $length (text): seconds; $shape (text): an aspect ratio
begin-request = 보낸 파일로 { $length }초 { $shape } 영상을 만들어 줘
# Lines that complete a typed request with what stands in /settings.
begin-in-shape = 비율 { $shape }.
begin-in-length = 길이 { $length }초.
# $what (text): a shape, a duration, or both
begin-as-set = /settings 설정대로: { $what }.
# A voice note. $words (text): what it says
voice-heard = 이렇게 들었어요: “{ $words }”
voice-ask-heard = 음성 메시지를 제대로 들었는지 모르겠어요: “{ $words }”. 무엇인가요?
voice-ask = 음성 메시지에서 말을 알아듣지 못했어요. 무엇인가요?
voice-ask-typed = 여기서는 음성 메시지를 들을 수 없어요. 원하는 내용은 글로 적어 주세요. 이건 무엇인가요?
voice-is-words = 내가 원하는 내용이에요
voice-is-sound = 영상에 쓸 소리예요
voice-type = 그럼 글로 적어 주세요. 말을 알아듣지 못했어요.
begin-pick = 비율과 길이, 또는 아이디어를 골라 주세요:
# $shape (text): an aspect ratio, or settings-ask
settings-shape = 새 영상의 비율: { $shape }
# $length (text): a duration, or settings-ask
settings-length = 새 영상의 길이: { $length }
settings-ask = 매번 물어보기
