progress-started = 바로 시작할게요…
progress-files = 파일을 보고 있어요…
progress-uploading = 올리는 중 { $done }/{ $total } · { $size } · { $percent }%
progress-converting = { $name } 변환하는 중…
progress-thinking = 생각하고 있어요…
progress-writing = 답을 쓰고 있어요…
progress-line = { $what } · { $time }
progress-still-working = ⏳ 아직 작업 중이에요… { $time } 지났어요
progress-tool-generate = 클립을 생성하고 있어요…
progress-tool-image = 그림을 만들고 있어요…
progress-tool-music = 음악을 넣고 있어요…
progress-tool-title = 글자를 넣고 있어요…
progress-tool-captions = 자막을 넣고 있어요…
progress-tool-voice = 음성을 녹음하고 있어요…
progress-tool-effect = 효과를 넣고 있어요…
progress-tool-transition = 전환을 다듬고 있어요…
progress-tool-trim = 클립을 자르고 있어요…
progress-tool-arrange = 타임라인을 정리하고 있어요…
progress-tool-analyse = 소재를 살펴보고 있어요…
progress-tool-search = 라이브러리를 찾아보고 있어요…
progress-tool-other = 편집하고 있어요…
progress-rendering-percent = 렌더링 중… { $percent }%
progress-render-again = 첫 렌더링이 실패해서 다시 해 보고 있어요…
progress-delivering = 영상을 보내고 있어요…
progress-rate-limited = 지금 좀 붐벼요. { $time } 뒤에 계속할게요…
progress-reconnecting = 접근 권한을 갱신하고 있어요…

queue-noted = { $position ->
        [1] 접수했어요. 바로 다음 차례예요.
       *[other] 접수했어요. { $position }번째 순서예요.
    }
queue-full = 요청 { $limit }개가 이미 기다리고 있어요. 하나가 끝나기를 기다리거나 /cancel 을 쓴 뒤 다시 보내 주세요.
queue-then-export = 끝나면 바로 내보낼게요.
# One video from each file. $n, $of (numbers), $what (text): another phrase; $count (number, 2 or more)
progress-part = { $of }개 중 { $n }번째 · { $what }
each-ask = 파일마다 영상 하나씩, 모두 { $count }개예요. 각각 별도의 요청이고 영상 하나만큼 비용이 들어요.
each-noted = 파일마다 영상 하나씩, 모두 { $count }개: 각각 영상 하나만큼 비용이 들고, 완성되는 대로 보낼게요.
each-go = 영상 { $count }개 만들기
each-all = 모두 모아 영상 하나
each-all-prompt = 이 파일 모두로 영상 하나를:
# $limit (number)
each-too-many = 한 번에 파일마다 하나씩 최대 { $limit }개의 영상을 만들 수 있어요. 파일을 줄여서 보내 주세요.
# $limit (number)
each-over-cap = 오늘 { $limit }회 중 남은 횟수보다 많아서 아무것도 시작하지 않았어요. 파일을 줄이거나 내일 다시 오세요.
each-button = 파일마다 영상 하나씩
# A prompt to the agent
each-file-prompt = 이 파일만으로 영상을 만들어 줘

cancel-nothing = 취소할 것이 없어요. 사진이나 요청을 보내면 시작할게요.
cancel-nothing-running = 지금 진행 중인 것이 없어요. 마지막 변경을 되돌리려면 “{ $button }” 버튼을 누르세요.
cancel-queued = { $count ->
        [1] 취소했어요. 아직 시작하기 전이었어요.
       *[other] 요청 { $count }개를 취소했어요. 아직 시작하기 전이었어요.
    }
cancel-upload = 올리는 중에 취소했어요. 스튜디오에는 아직 아무것도 요청하지 않아서 쓴 것도 없어요.
cancel-running = 기다리기를 멈췄어요. 이미 보낸 것은 클라우드에서 끝까지 처리되고 크레딧이 들 수 있어요. 결과는 /status 에서 볼 수 있어요.
cancel-export = 내보내기를 취소했어요. 타임라인은 그대로예요. /export 로 다시 시작할 수 있어요.
cancel-waiting = 함께 취소된 대기 중인 요청: { $count }개.
cancel-follow-up = 앞 단계가 끝나지 않아서 다음 단계도 취소했어요.

turn-changed = 바뀐 내용:
turn-no-change = 타임라인에 바뀐 것이 없어요. 클립, 시간, 글자를 콕 집어 말해 보세요. 예: `흰색으로 “여름 세일”이라는 제목을 넣어 줘`
turn-extras = 자동으로 추가된 것: { $tracks }. 그대로 둘까요, 뺄까요?
turn-strip-music-prompt = 음악을 빼 줘
turn-strip-voice-prompt = 내레이션을 빼 줘
turn-strip-title-prompt = 제목을 빼 줘
turn-strip-captions-prompt = 자막을 빼 줘
turn-undo-prompt = 마지막 변경을 되돌려 줘
turn-change-ask = 무엇을 바꿀지 말해 주세요.
turn-upload-offer = 파일을 이 채팅에 바로 보내 주세요.
turn-session-lost = 이전 타임라인이 사라져서 새 프로젝트를 시작하고 요청을 이어서 했어요.
turn-late-file = 조금 늦게 왔지만 프로젝트에 넣었어요: { $names }. 다음 메시지에서 말해 주세요.

media-received = { $count ->
        [1] 파일을 받았어요. 무엇을 만들까요?
       *[other] 파일 { $count }개를 받았어요. 무엇을 만들까요?
    }
media-idea-promo = 내 사진으로 15초 홍보 영상을 만들어 줘
media-idea-slideshow = 부드러운 전환과 잔잔한 음악으로 슬라이드쇼를 만들어 줘
media-idea-vertical = 신나는 음악으로 20초 세로 영상을 만들어 줘
media-idea-song = 내가 보낸 노래를 음악으로 써 줘
media-idea-add = 보낸 사진을 마지막에 추가해 줘
media-none = 사진이나 클립을 여기로 보내고, 무엇을 만들지 말해 주세요.

recovery-checking = 연결이 끊겼지만 요청은 아직 진행 중일 수 있어요. { $time } 뒤에 다시 볼게요…
recovery-changed = 예정보다 오래 걸렸지만 다 됐어요. 바뀐 내용:
recovery-answered = 예정보다 오래 걸렸어요. 답은 이래요:
recovery-unknown = 스튜디오와 연결이 끊겨서 요청이 처리됐는지 알 수 없어요. 지금 프로젝트는 이래요. 바뀐 게 없으면 다시 해 주세요(크레딧이 한 번 더 들 수 있어요).
recovery-no-state = 스튜디오와 연결이 끊겨서 지금은 프로젝트를 볼 수 없어요. 다시 하기 전에 몇 분 뒤 /status 를 확인해 주세요.
recovery-duplicate = (중복일 수 있어요.)
recovery-restored = 봇을 백업에서 복원해서 이 요청이 처리되었는지 알 수 없어요. 프로젝트는 여기 있어요. 빠진 것이 있으면 다시 요청해 주세요(크레딧이 한 번 더 들 수 있어요).
recovery-too-old = 하루 넘게 쉬고 있어서 이건 시작하지 않았어요: “{ $request }”. 아직 필요하면 다시 보내 주세요.
recovery-left-out = 쉬는 동안 한 번에 받을 수 있는 것보다 요청이 { $count }개 더 왔어요. 그 요청은 시작하지 않았고 크레딧도 쓰지 않았어요. 먼저 온 것부터 하고 있으니, 아직 필요한 것은 다시 보내 주세요.

status-running = 진행 중: { $what } ({ $time })
status-waiting = 요청 { $count }개가 기다리고 있어요.
status-empty = 타임라인에 아직 아무것도 없어요. 사진을 보내고 무엇을 만들지 말해 주세요.

project-new = 새 프로젝트예요. 사진을 보내거나 무엇을 만들지 말해 주세요.
project-new-titled = 새 프로젝트: **{ $title }**. 사진을 보내거나 무엇을 만들지 말해 주세요.
project-list = { $count ->
        [1] 내 프로젝트:
       *[other] 내 프로젝트 { $count }개, 최신순:
    }
project-item = { $number }. { $title } · { $when }
project-item-current = { $number }. **{ $title }** · { $when } (작업 중)
project-none = 아직 프로젝트가 없어요. 사진을 보내고 무엇을 만들지 말해 주세요.
project-switched = **{ $title }** 프로젝트로 돌아왔어요.
project-gone = 그 프로젝트는 더 이상 열 수 없어요. /projects 에서 다른 것을 고르거나 /new 로 새로 시작하세요.
project-untitled = 제목 없음
project-link = 웹 편집기에서 열기: { $link }
