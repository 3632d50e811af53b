progress-quiet = Conferindo se seu último pedido terminou…
result-moved = Não consegui publicar isto no chat onde você pediu, então aqui está.
export-not-allowed-link = Seu vídeo está pronto, mas não posso mandar vídeos aqui. Baixe por este link: { $link }
export-sent-privately = Seu vídeo está pronto, mas não posso mandar vídeos aqui; mandei no nosso chat privado.
export-waits-for-you = Seu vídeo está pronto, mas não posso mandar vídeos aqui. Escreva para mim no privado e eu mando lá.
result-kept = Isto já estava pronto, mas não consegui falar com você:
export-expired = Não consigo mais buscar o vídeo de antes. Toque no botão para fazê-lo de novo; não gasta créditos.
turn-order = Use meus arquivos nesta ordem: { $names }.
