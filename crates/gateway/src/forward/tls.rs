//! TLS to the vendors.

use std::path::Path;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use crate::start_error::StartError;

/// TLS 1.2 or 1.3, verifying certificates against the system's authorities and the extra ones. If no connection uses
/// https (`needed` is false), no authority is trusted.
pub(crate) fn client_config(needed: bool, extra_ca: Option<&Path>) -> Result<ClientConfig, StartError> {
    let provider = Arc::new(ring::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .map_err(|error| StartError::new(format!("TLS cannot be set up: {error}.")))?;
    if !needed {
        return Ok(builder.with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    }
    let extra = extra_ca.map(read_certificates).transpose()?.unwrap_or_default();
    let verifier = Verifier::new_with_extra_roots(extra, provider).map_err(|error| {
        StartError::new(format!(
            "No certificate authority can be used ({error}). Install the system's list (Debian: apt-get install \
             ca-certificates), or name a file of authorities in `extra_ca`."
        ))
    })?;
    Ok(builder.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth())
}

fn read_certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, StartError> {
    let refuse = |why: String| {
        StartError::new(format!(
            "extra_ca: {} cannot be used ({why}). It must be a PEM file with certificates of authorities.",
            file.display()
        ))
    };
    let found: Vec<_> = CertificateDer::pem_file_iter(file)
        .and_then(Iterator::collect)
        .map_err(|error| refuse(error.to_string()))?;
    if found.is_empty() {
        return Err(refuse("no certificate in it".to_owned()));
    }
    Ok(found)
}
