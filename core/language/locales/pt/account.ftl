credits-balance = { $available ->
        [one] Você ainda tem **{ $available }** crédito
       *[other] Você ainda tem **{ $available }** créditos
    } de { $total }.
credits-left = { $available ->
        [one] Você ainda tem **{ $available }** crédito.
       *[other] Você ainda tem **{ $available }** créditos.
    }
credits-frozen = { $frozen ->
        [one] { $frozen } crédito está reservado para o trabalho em andamento.
       *[other] { $frozen } créditos estão reservados para o trabalho em andamento.
    }
credits-costs = Gerar um clipe custa cerca de 100 créditos e uma sessão de edição, cerca de 50; exportar é grátis.
credits-trial = Este é um teste grátis. Use /login para continuar com a sua própria conta.
credits-shared = Estes créditos são de todos que usam este bot.
credits-linked = Esta é a sua própria conta NemoVideo.
credits-top-up = Consiga mais créditos: { $link }
credits-studio = São créditos fictícios: o estúdio embutido funciona nesta máquina e não custa nada.
credits-unavailable = Não consigo ver seus créditos agora. Tente /credits de novo em um minuto.
cost-used = Créditos: { $used } usados, { $left } restantes.
cost-not-sent = Não enviei seu pedido porque não há mais créditos.
cost-history = O que seus últimos pedidos usaram:
cost-item = • { $request }: { $used } créditos
cost-item-unknown = • { $request }: não se sabe

login-ask = Me mande seu token de acesso do NemoVideo na próxima mensagem. Eu apago do chat na hora e guardo criptografado; com /cancel tudo fica como está.
form-login = Vincule sua conta NemoVideo
form-token = Token de acesso
login-private-only = Para sua segurança, só aceito tokens em um chat privado. Me escreva lá e use /login.
login-done = Sua conta está vinculada. A partir de agora são usados os seus próprios créditos.
login-refused = O NemoVideo não aceitou esse token. Copie o token inteiro e use /login de novo.
login-not-a-token = Isso não parece um token de acesso. Use /login de novo e cole o token inteiro.
login-unavailable = Não consegui verificar o token agora, então não guardei nada. Tente /login de novo em alguns minutos.
login-cannot-delete = Não consegui apagar sua mensagem com o token. Apague você mesmo, por favor.
login-exposed = Não poste tokens em um chat que outras pessoas leem. Apague essa mensagem e use /login no nosso chat privado.
login-not-needed = O estúdio embutido não precisa de conta. É só mandar fotos e dizer o que fazer.
logout-done = Sua conta foi desvinculada e o token, esquecido.
logout-none = Você não tem nenhuma conta vinculada.

cap-turns = { $limit ->
        [one] Você já usou seu { $limit } pedido de hoje.
       *[other] Você já usou seus { $limit } pedidos de hoje.
    } Volte amanhã.
cap-exports = { $limit ->
        [one] Você já usou sua { $limit } exportação de hoje.
       *[other] Você já usou suas { $limit } exportações de hoje.
    } Volte amanhã.
cap-turns-closed = Pedidos não estão abertos aqui.
cap-exports-closed = Exportações não estão abertas aqui.
cap-login = Com a sua própria conta não há esse limite: /login a conecta.
quota-turns = Pedidos que restam hoje: { $left } de { $limit }
quota-exports = Exportações que restam hoje: { $left } de { $limit }
