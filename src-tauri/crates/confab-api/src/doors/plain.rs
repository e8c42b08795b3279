//! Plain HTTP at an address that is shared: a page that explains, and leads on.
//!
//! It repeats nothing that was sent but the id of a meeting, and only where that is one: the link
//! leads to the address that was connected to, whatever `Host` claims.

use axum::body::Body;
use axum::response::Response;
use confab_core::id::MeetingId;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, Request, StatusCode};

/// The page in one language: title, sentence, and what the link says.
struct Words {
    language: &'static str,
    title: &'static str,
    sentence: &'static str,
    onward: &'static str,
}

const WORDS: [Words; 7] = [
    Words {
        language: "en",
        title: "This meeting needs a secure connection",
        sentence: "Browsers give camera and microphone to secure pages only. The browser may warn you once, because this computer vouches for itself: compare the certificate with what your host sent you, then go on.",
        onward: "Go on to the secure page",
    },
    Words {
        language: "de",
        title: "Diese Besprechung braucht eine sichere Verbindung",
        sentence: "Kamera und Mikrofon geben Browser nur sicheren Seiten. Vielleicht warnt der Browser einmal, weil dieser Computer für sich selbst bürgt: Vergleichen Sie das Zertifikat mit dem, was Sie vom Host bekommen haben, und gehen Sie dann weiter.",
        onward: "Weiter zur sicheren Seite",
    },
    Words {
        language: "es",
        title: "Esta reunión necesita una conexión segura",
        sentence: "Los navegadores solo dan la cámara y el micrófono a páginas seguras. Puede que el navegador avise una vez, porque este equipo responde por sí mismo: compare el certificado con lo que le envió el anfitrión y continúe.",
        onward: "Continuar a la página segura",
    },
    Words {
        language: "fr",
        title: "Cette réunion a besoin d’une connexion sécurisée",
        sentence: "Les navigateurs ne donnent la caméra et le micro qu’aux pages sécurisées. Le navigateur avertira peut-être une fois, car cet ordinateur se porte garant de lui-même : comparez le certificat avec ce que l’hôte vous a envoyé, puis continuez.",
        onward: "Continuer vers la page sécurisée",
    },
    Words {
        language: "pt",
        title: "Esta reunião precisa de uma conexão segura",
        sentence: "Os navegadores só dão câmera e microfone a páginas seguras. O navegador pode avisar uma vez, porque este computador responde por si mesmo: compare o certificado com o que o anfitrião enviou e continue.",
        onward: "Continuar para a página segura",
    },
    Words {
        language: "ja",
        title: "このミーティングには安全な接続が必要です",
        sentence: "ブラウザーは、安全なページにだけカメラとマイクの使用を許可します。このコンピューターは自分で自分を証明しているため、ブラウザーが一度警告することがあります。証明書を主催者から届いたものと照らし合わせてから進んでください。",
        onward: "安全なページへ進む",
    },
    Words {
        language: "ar",
        title: "يحتاج هذا الاجتماع إلى اتصال آمن",
        sentence: "لا تمنح المتصفحات الكاميرا والميكروفون إلا للصفحات الآمنة. قد يحذّرك المتصفح مرة واحدة لأن هذا الحاسوب يضمن نفسه بنفسه: قارن الشهادة بما أرسله إليك المضيف ثم تابع.",
        onward: "المتابعة إلى الصفحة الآمنة",
    },
];

/// Answers any request at the address whose secure pages start with `base`.
pub(super) fn answer(base: &str, request: &Request<Body>) -> Response {
    let words = in_the_language_of(request.headers());
    let meeting = request
        .uri()
        .path()
        .strip_prefix("/meeting/")
        .and_then(|id| id.parse::<MeetingId>().ok());
    let link = match meeting {
        Some(id) => format!("{base}/meeting/{id}"),
        None => format!("{base}/"),
    };
    let Words {
        language,
        title,
        sentence,
        onward,
    } = words;
    let direction = if *language == "ar" { "rtl" } else { "ltr" };
    let page = format!(
        "<!doctype html><html lang=\"{language}\" dir=\"{direction}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>{title}</title>\
         <style>body{{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:12vh auto;padding:0 1.25rem}}\
         h1{{font-size:1.4rem;line-height:1.25}}a{{display:inline-block;padding:.6rem 0;font-weight:600;overflow-wrap:anywhere}}</style>\
         </head><body><main><h1>{title}</h1><p>{sentence}</p><p><a href=\"{link}\">{onward}</a></p>\
         <p dir=\"ltr\">{link}</p></main></body></html>\n"
    );
    let body = if *request.method() == Method::HEAD {
        Body::empty()
    } else {
        Body::from(page)
    };
    let mut response = Response::new(body);
    *response.status_mut() = StatusCode::UPGRADE_REQUIRED;
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (header::UPGRADE, "TLS/1.2"),
        (header::CONNECTION, "upgrade, close"),
        (header::VARY, "Accept-Language"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    super::serve::protect(headers);
    response
}

/// The first language that is asked for and that we have.
fn in_the_language_of(asked: &HeaderMap) -> &'static Words {
    asked
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .split(',')
        .find_map(|wish| {
            let primary = wish.split([';', '-']).next()?.trim();
            WORDS
                .iter()
                .find(|words| words.language.eq_ignore_ascii_case(primary))
        })
        .unwrap_or(&WORDS[0])
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    async fn page(path: &str, headers: &[(&str, &str)]) -> (Response<()>, String) {
        let mut request = Request::builder().uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).expect("a request");
        let (head, body) = answer("https://192.168.1.7:3000", &request).into_parts();
        let body = body.collect().await.expect("a body").to_bytes();
        (
            Response::from_parts(head, ()),
            String::from_utf8(body.to_vec()).expect("text"),
        )
    }

    #[tokio::test]
    async fn it_leads_on_to_the_same_meeting_and_repeats_nothing_else() {
        let (head, page) = page("/meeting/ABC-defg-hij?k=1", &[("host", "evil.example")]).await;
        assert_eq!(head.status(), 426);
        assert!(page.contains("href=\"https://192.168.1.7:3000/meeting/abc-defg-hij\""));
        for path in [
            "/",
            "/meeting/%22%3E%3Cscript%3E",
            "/evil.example",
            "/api/v1/meetings",
        ] {
            let (_, page) = self::page(path, &[("host", "evil.example")]).await;
            assert!(
                page.contains("href=\"https://192.168.1.7:3000/\""),
                "{path}"
            );
            assert!(!page.contains("evil") && !page.contains("script"), "{path}");
        }
    }

    #[tokio::test]
    async fn it_speaks_the_readers_language() {
        for (asked, language) in [
            ("de-CH, en;q=0.8", "de"),
            ("xx, ja;q=0.5", "ja"),
            ("AR", "ar"),
            ("", "en"),
            ("klingon", "en"),
        ] {
            let (_, page) = page("/", &[("accept-language", asked)]).await;
            assert!(
                page.contains(&format!("<html lang=\"{language}\"")),
                "{asked}"
            );
        }
    }
}
