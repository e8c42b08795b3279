//! One keep-alive connection. Both sides are called by this and nothing else.

use std::net::SocketAddr;

use bytes::Bytes;
use http::{Method, Request, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// A connection that stays open.
pub(crate) struct Connection {
    send: SendRequest<Full<Bytes>>,
    host: String,
}

/// What is sent.
#[derive(Clone)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) headers: Vec<(&'static str, String)>,
    pub(crate) body: Bytes,
}

impl Connection {
    pub(crate) async fn open(address: SocketAddr) -> Self {
        let socket = TcpStream::connect(address)
            .await
            .expect("the server listens");
        socket.set_nodelay(true).expect("a plain TCP option");
        let (send, connection) = handshake(TokioIo::new(socket))
            .await
            .expect("it speaks HTTP/1.1");
        tokio::spawn(connection);
        Self {
            send,
            host: format!("localhost:{}", address.port()),
        }
    }

    /// Sends one request and reads the whole answer, which has to be a 200.
    pub(crate) async fn call(&mut self, call: Call) -> Bytes {
        let mut request = Request::builder()
            .method(call.method)
            .uri(&call.path)
            .header("host", &self.host);
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let request = request.body(Full::new(call.body)).expect("a request");
        self.send.ready().await.expect("the connection is open");
        let answer = self.send.send_request(request).await.expect("an answer");
        let status = answer.status();
        let body = answer
            .into_body()
            .collect()
            .await
            .expect("the body arrives")
            .to_bytes();
        assert_eq!(
            status,
            StatusCode::OK,
            "{}: {}",
            call.path,
            String::from_utf8_lossy(&body)
        );
        body
    }
}
