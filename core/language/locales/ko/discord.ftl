### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = 알겠어요. 답은 바로 여기로 와요.
discord-noted-private = 여기에는 글을 쓸 수 없어서 답은 개인 채팅으로 보낼게요.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = { $where }에 글을 쓸 수 없어요. { $permissions } 권한이 없어요. 관리자에게 허용해 달라고 해 주세요. 그때까지 개인 채팅에서 답할게요.
discord-not-taken = 접수하지 못했어요. 1분 뒤에 다시 해 주세요.
form-change = 무엇을 바꿀까요?
form-own-words = 편하게 적어 주세요
discord-use-slash = 개인 메시지를 보낼 수 없어요. 여기서 제 슬래시 명령어를 써 주세요. 답은 나에게만 보여요.
# $thread (text): a link to it
discord-noted-thread = 알겠어요. 답변은 { $thread }에 올라와요.
option-video-thread = 별도의 스레드에서 진행

slash-start = 시작
slash-help = 도움말
slash-new = 새프로젝트
slash-projects = 프로젝트
slash-status = 상태
slash-export = 내보내기
slash-credits = 크레딧
slash-login = 연결
slash-logout = 연결해제
slash-cancel = 취소
slash-language = 언어
slash-settings = 설정
slash-whoami = 내아이디
slash-privacy = 개인정보
slash-export_my_data = 내정보받기
slash-forget = 모두삭제
slash-video = 영상
slash-new-title = 제목
slash-projects-project = 프로젝트
slash-export-quality = 화질
slash-language-language = 언어
slash-video-prompt = 설명
slash-video-photo = 사진
slash-video-thread = 스레드
