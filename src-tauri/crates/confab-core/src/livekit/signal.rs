//! What clients say to the LiveKit server over signalling, as far as it is judged before it is
//! passed on.

use prost::Message as _;

/// `SignalRequest` without everything but `simulate`, which is found wherever it stands in the
/// message: of a `oneof`, decoders keep only what comes last.
#[derive(Clone, PartialEq, prost::Message)]
struct Request {
    #[prost(bytes = "vec", optional, tag = "13")]
    simulate: Option<Vec<u8>>,
}

/// Whether a message (binary, a `SignalRequest`) asks for a simulated failure or speaker
/// (`SimulateScenario`): for tests of SDKs, and nothing that a participant should do to others.
///
/// # Errors
/// Where it is no protobuf message; the server ends such a connection too.
pub fn is_simulation(message: &[u8]) -> Result<bool, prost::DecodeError> {
    Ok(Request::decode(message)?.simulate.is_some())
}

#[cfg(test)]
mod tests {
    use livekit_protocol::signal_request::Message;
    use livekit_protocol::simulate_scenario::Scenario;
    use livekit_protocol::{Ping, SignalRequest, SimulateScenario};

    use super::*;

    fn encoded(message: Message) -> Vec<u8> {
        let message = Some(message);
        SignalRequest { message }.encode_to_vec()
    }

    #[test]
    fn simulations_are_found_also_behind_another_request_and_nothing_else_is() {
        let simulation = encoded(Message::Simulate(SimulateScenario {
            scenario: Some(Scenario::SpeakerUpdate(3600)),
        }));
        let ping = encoded(Message::PingReq(Ping::default()));
        assert_eq!(is_simulation(&simulation), Ok(true));
        let both = [simulation.clone(), ping.clone()].concat();
        assert_eq!(is_simulation(&both), Ok(true));
        let both = [ping.clone(), simulation].concat();
        assert_eq!(is_simulation(&both), Ok(true));
        assert_eq!(is_simulation(&ping), Ok(false));
        assert_eq!(is_simulation(&[]), Ok(false));
        assert!(is_simulation(&[0xff; 12]).is_err());
    }
}
