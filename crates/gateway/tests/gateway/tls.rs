//! Real hosts prove who they are: a stand-in over https under an authority of its own.

use std::io::Write as _;
use std::sync::Arc;

use keyturn_gateway::start;
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use tempfile::NamedTempFile;
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::client::{Answer, ask};
use crate::rig::{BASIC, LATEST, SAME_ORIGIN, config_for};
use crate::vendor::{read_head, reply, write_all};

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

fn pem_file(authority: &Authority) -> NamedTempFile {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(authority.pem().as_bytes()).unwrap();
    file
}

/// Answers one https request after another with a certificate for `name`; its port.
async fn https_vendor(authority: &Authority, name: &str) -> u16 {
    let key = KeyPair::generate().unwrap();
    let certificate =
        CertificateParams::new(vec![name.to_owned()]).unwrap().signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let Ok(mut stream) = acceptor.accept(stream).await else { continue };
            if read_head(&mut stream).await.is_some() {
                write_all(&mut stream, &reply("200 OK", "{}")).await;
            }
        }
    });
    port
}

async fn ask_over_https(port: u16, trusted: &Authority) -> Answer {
    let file = pem_file(trusted);
    let mut config = config_for(&format!("https://127.0.0.1:{port}"));
    config.extra_ca = Some(file.path().to_owned());
    let gateway = start(config).await.unwrap();
    ask(gateway.address(), "GET", LATEST, &[SAME_ORIGIN, BASIC]).await
}

#[tokio::test]
async fn a_host_under_the_extra_authority_is_reached() {
    let authority = authority();
    let port = https_vendor(&authority, "127.0.0.1").await;
    let answer = ask_over_https(port, &authority).await;
    assert_eq!((answer.status, answer.text()), (200, "{}"));
}

#[tokio::test]
async fn a_certificate_for_another_name_is_refused() {
    let authority = authority();
    let port = https_vendor(&authority, "api.superapi.example").await;
    let answer = ask_over_https(port, &authority).await;
    assert_eq!((answer.status, answer.gateway_error()), (502, ("tls_failed".into(), "no".into())));
}

#[tokio::test]
async fn a_certificate_of_an_unknown_authority_is_refused() {
    let port = https_vendor(&authority(), "127.0.0.1").await;
    let answer = ask_over_https(port, &authority()).await;
    assert_eq!((answer.status, answer.gateway_error()), (502, ("tls_failed".into(), "no".into())));
}

#[tokio::test]
async fn a_host_that_does_not_speak_tls_is_refused() {
    let vendor = crate::vendor::Vendor::start().await;
    vendor.next_reply("200 OK", "{}");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 512]).await;
        write_all(&mut stream, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
    });
    let answer = ask_over_https(port, &authority()).await;
    assert_eq!((answer.status, answer.gateway_error()), (502, ("tls_failed".into(), "no".into())));
}

#[tokio::test]
async fn nothing_below_tls_1_2_is_offered() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let hello = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut head = [0; 5];
        stream.read_exact(&mut head).await.unwrap();
        let mut hello = vec![0; usize::from(u16::from_be_bytes([head[3], head[4]]))];
        stream.read_exact(&mut hello).await.unwrap();
        hello
    });
    ask_over_https(port, &authority()).await;
    let mut offered = versions_offered(&hello.await.unwrap());
    offered.sort_unstable();
    assert_eq!(offered, [0x0303, 0x0304]);
}

/// The `supported_versions` extension (43) of a ClientHello.
fn versions_offered(hello: &[u8]) -> Vec<u16> {
    let two = |at: usize| usize::from(u16::from_be_bytes([hello[at], hello[at + 1]]));
    let session = 4 + 2 + 32;
    let suites = session + 1 + usize::from(hello[session]);
    let compression = suites + 2 + two(suites);
    let mut at = compression + 1 + usize::from(hello[compression]) + 2;
    while two(at) != 43 {
        at += 4 + two(at + 2);
    }
    let list = &hello[at + 5..at + 5 + usize::from(hello[at + 4])];
    list.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect()
}

#[tokio::test]
async fn an_authority_file_that_holds_none_is_named_at_start() {
    let file = NamedTempFile::new().unwrap();
    let mut config = config_for("https://127.0.0.1:1");
    config.extra_ca = Some(file.path().to_owned());
    let error = start(config).await.err().unwrap().to_string();
    assert!(error.starts_with("extra_ca:") && error.contains("PEM"), "{error}");
}
