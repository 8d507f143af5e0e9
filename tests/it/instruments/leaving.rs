//! An update sends screens away, each with a time to come back.

use onefloor_tests::{Person, TestServer};

#[tokio::test]
async fn each_screen_is_told_when_to_come_back() {
    let server = TestServer::start().await;
    let code = server.session().await;
    let mut screens = Vec::new();
    for at in 0..30 {
        let name = format!("Person {at}");
        screens.push(Person::enter(&server.address, &code, None, &name, None).await);
    }
    let stopping = tokio::spawn(server.stop());
    let mut returns = Vec::new();
    for screen in &mut screens {
        assert_eq!(screen.is_closed().await, (1012, "restart".to_owned()));
        let goodbye = &screen.goodbye;
        assert_eq!(goodbye["connection"], screen.welcome["connection"]);
        returns.push(goodbye["return_ms"].as_u64().unwrap());
    }
    stopping.await.unwrap();
    // The next server needs a moment, and then lets in one after the other.
    let in_time = |ms: &u64| (1_000..1_600).contains(ms);
    assert!(returns.iter().all(in_time), "{returns:?}");
}
