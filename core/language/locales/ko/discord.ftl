### Only on Discord: first answers to commands, and forms (title and field at most 45 characters).

discord-noted = 알겠습니다. 답변은 바로 여기로 옵니다.
discord-noted-private = 여기에는 글을 쓸 수 없어 답변은 개인 채팅으로 보냅니다.
# $where (text): the channel, $permissions (text): Discord's names of them
discord-missing-permissions = { $where }에 글을 쓸 수 없습니다. { $permissions } 권한이 없습니다. 관리자에게 허용을 요청하세요. 그때까지 개인 채팅에서 답변합니다.
discord-not-taken = 접수하지 못했습니다. 1분 뒤에 다시 시도하세요.
discord-ask-title = 무엇을 바꿀까요?
discord-ask-field = 자유롭게 적어 주세요
discord-use-slash = 개인 메시지를 보낼 수 없습니다. 여기서 슬래시 명령어를 사용하세요. 답변은 본인만 볼 수 있습니다.
