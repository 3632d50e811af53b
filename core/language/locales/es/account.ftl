credits-balance = Te { $available ->
        [one] queda **{ $available }** crédito
       *[other] quedan **{ $available }** créditos
    } de { $total }.
credits-left = Te { $available ->
        [one] queda **{ $available }** crédito
       *[other] quedan **{ $available }** créditos
    }.
credits-frozen = { $frozen ->
        [one] { $frozen } crédito está reservado para el trabajo en curso.
       *[other] { $frozen } créditos están reservados para el trabajo en curso.
    }
credits-costs = Generar un clip cuesta unos 100 créditos y una sesión de edición unos 50; exportar es gratis.
credits-trial = Esto es una prueba gratis. Usa /login para seguir con tu propia cuenta.
credits-shared = Estos créditos los comparten todos los que usan este bot.
credits-linked = Esta es tu propia cuenta de NemoVideo.
credits-top-up = Consigue más créditos: { $link }
credits-studio = Son créditos ficticios: el estudio integrado funciona en este equipo y no cuesta nada.
credits-unavailable = Ahora mismo no puedo ver tus créditos. Prueba /credits otra vez en un minuto.
cost-used = Créditos: { $used } usados, { $left } restantes.
cost-not-sent = No envié tu petición porque no quedan créditos.
cost-history = Lo que usaron tus últimas peticiones:
cost-item = • { $request }: { $used } créditos
cost-item-unknown = • { $request }: no se sabe

login-ask = Mándame tu token de acceso de NemoVideo en el próximo mensaje. Lo borro del chat al momento y lo guardo cifrado; con /cancel todo queda como está.
form-login = Vincula tu cuenta de NemoVideo
form-token = Token de acceso
login-private-only = Por tu seguridad solo acepto tokens en un chat privado. Escríbeme ahí y usa /login.
login-done = Tu cuenta está vinculada. Desde ahora se usan tus propios créditos.
login-refused = NemoVideo no aceptó ese token. Cópialo completo y usa /login otra vez.
login-not-a-token = Eso no parece un token de acceso. Usa /login otra vez y pega el token completo.
login-unavailable = No pude comprobar el token, así que no guardé nada. Prueba /login de nuevo en unos minutos.
login-cannot-delete = No pude borrar tu mensaje con el token. Bórralo tú, por favor.
login-exposed = No publiques tokens en un chat que otros leen. Borra ese mensaje y usa /login en nuestro chat privado.
login-not-needed = El estudio integrado no necesita cuenta. Mándame fotos y dime qué hago.
logout-done = Tu cuenta ya no está vinculada y olvidé su token.
logout-none = No tienes ninguna cuenta vinculada.

cap-turns = { $limit ->
        [one] Ya usaste tu { $limit } petición de hoy.
       *[other] Ya usaste tus { $limit } peticiones de hoy.
    } Vuelve mañana.
cap-exports = { $limit ->
        [one] Ya usaste tu { $limit } exportación de hoy.
       *[other] Ya usaste tus { $limit } exportaciones de hoy.
    } Vuelve mañana.
cap-turns-closed = Aquí no se admiten peticiones.
cap-exports-closed = Aquí no se admiten exportaciones.
cap-login = Con tu propia cuenta no hay ese límite: /login la vincula.
quota-turns = Peticiones que te quedan hoy: { $left } de { $limit }
quota-exports = Exportaciones que te quedan hoy: { $left } de { $limit }
