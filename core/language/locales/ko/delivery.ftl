progress-quiet = 앞선 요청이 끝났는지 확인하고 있어요…
result-moved = 요청하신 채팅에는 올릴 수 없어서 여기로 보내요.
export-not-allowed-link = 영상이 준비됐지만 여기에는 영상을 보낼 수 없어요. 대신 내려받으세요: { $link }
export-sent-privately = 영상이 준비됐지만 여기에는 영상을 보낼 수 없어서 개인 채팅으로 보냈어요.
export-waits-for-you = 영상이 준비됐지만 여기에는 영상을 보낼 수 없어요. 개인 채팅으로 말을 걸어 주시면 거기로 보내 드릴게요.
result-kept = 전에 준비됐지만 전해 드릴 수 없었어요:
export-expired = 전에 만든 영상은 이제 가져올 수 없어요. 버튼을 누르면 다시 만들어요. 크레딧은 들지 않아요.
turn-order = 파일은 이 순서로 써 주세요: { $names }.
