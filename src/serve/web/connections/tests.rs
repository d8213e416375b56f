//! On a clock that moves on when nothing else can happen, so that limits of seconds cost none.

use std::io;

use axum::body::Body;
use axum::routing::get;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, DuplexStream, duplex};
use tokio::sync::mpsc;
use tokio::time::{Instant, timeout};

use super::*;

const A_MOMENT: Duration = Duration::from_secs(1);
const HEAD: Duration = Duration::from_secs(10);
const STANDSTILL: Duration = Duration::from_secs(30);
const FAREWELL: Duration = Duration::from_secs(5);
const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n";

/// Clients that connect without a network.
struct Street(mpsc::Receiver<DuplexStream>);

impl Listener for Street {
    type Io = DuplexStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (DuplexStream, SocketAddr) {
        match self.0.recv().await {
            Some(stream) => (stream, ([198, 51, 100, 1], 1).into()),
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<SocketAddr> {
        Ok(([127, 0, 0, 1], 1).into())
    }
}

struct House {
    street: mpsc::Sender<DuplexStream>,
    stop: watch::Sender<bool>,
    answering: JoinSet<()>,
}

impl House {
    fn open(n_open: usize) -> Self {
        let (street, clients) = mpsc::channel(8);
        let (stop, stopping) = watch::channel(false);
        let endless = || async { Body::from(vec![b'x'; 1 << 20]) };
        let who = |ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.ip().to_string() };
        let doors = Router::new().route("/", get(who)).route("/long", get(endless));
        let bounds = Bounds { n_open, head: HEAD, standstill: STANDSTILL, farewell: FAREWELL };
        let mut answering = JoinSet::new();
        answering.spawn(answer(Street(clients), doors, bounds, stopping));
        Self { street, stop, answering }
    }

    async fn connect(&self) -> DuplexStream {
        let (client, server) = duplex(1024);
        self.street.send(server).await.expect("the house is open");
        client
    }
}

/// What the client reads until it has this much, or the connection ends.
async fn read_until(client: &mut DuplexStream, end: &str) -> String {
    let (mut read, mut piece) = (String::new(), [0; 256]);
    while !read.ends_with(end) {
        let n_bytes = client.read(&mut piece).await.expect("it can be read");
        if n_bytes == 0 {
            break;
        }
        read += &String::from_utf8_lossy(&piece[..n_bytes]);
    }
    read
}

/// How long it takes until the connection is closed.
async fn closed(client: &mut DuplexStream) -> Duration {
    let began = Instant::now();
    let mut rest = Vec::new();
    client.read_to_end(&mut rest).await.expect("it can be read");
    began.elapsed()
}

fn is_about(took: Duration, limit: Duration) -> bool {
    limit <= took && took < limit + A_MOMENT
}

#[tokio::test(start_paused = true)]
async fn a_head_that_does_not_end_ends_the_connection_however_often_a_letter_comes() {
    let house = House::open(8);
    let mut client = house.connect().await;
    client.write_all(b"GET / HTTP/1.1\r\nHost: ").await.expect("it is taken");
    let began = Instant::now();
    while client.write_all(b"a").await.is_ok() {
        assert!(began.elapsed() < HEAD + A_MOMENT, "the head is still read after {:?}", began.elapsed());
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    assert!(began.elapsed() >= HEAD - A_MOMENT);
    let mut silent = house.connect().await;
    assert!(is_about(closed(&mut silent).await, HEAD), "who says nothing at all is no better");
}

#[tokio::test(start_paused = true)]
async fn one_connection_carries_many_requests_and_is_closed_when_none_comes() {
    let house = House::open(8);
    let mut client = house.connect().await;
    for _ in 0..3 {
        client.write_all(REQUEST).await.expect("it is taken");
        let answer = read_until(&mut client, "198.51.100.1").await;
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
        tokio::time::sleep(HEAD - A_MOMENT).await;
    }
    assert!(closed(&mut client).await <= A_MOMENT, "the pause has lasted for nearly as long as it may already");
}

#[tokio::test(start_paused = true)]
async fn who_takes_nothing_of_its_answer_is_left() {
    let house = House::open(1);
    let mut client = house.connect().await;
    client.write_all(b"GET /long HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("it is taken");
    let began = Instant::now();
    let mut next = house.connect().await;
    next.write_all(REQUEST).await.expect("it is taken");
    assert!(read_until(&mut next, "198.51.100.1").await.ends_with("198.51.100.1"), "the only place is free again");
    assert!(is_about(began.elapsed(), STANDSTILL), "{:?}", began.elapsed());
}

#[tokio::test(start_paused = true)]
async fn one_too_many_waits_until_another_has_gone() {
    let house = House::open(1);
    let first = house.connect().await;
    let mut second = house.connect().await;
    second.write_all(REQUEST).await.expect("it is taken");
    let early = timeout(HEAD / 2, read_until(&mut second, "198.51.100.1")).await;
    assert!(early.is_err(), "the place is taken: {early:?}");
    drop(first);
    assert!(read_until(&mut second, "198.51.100.1").await.starts_with("HTTP/1.1 200 "));
}

#[tokio::test(start_paused = true)]
async fn at_the_stop_answers_end_and_unfinished_requests_are_cut_off() {
    let mut house = House::open(8);
    let (mut idle, mut slow) = (house.connect().await, house.connect().await);
    idle.write_all(REQUEST).await.expect("it is taken");
    read_until(&mut idle, "198.51.100.1").await;
    slow.write_all(b"GET / HTTP/1.1\r\n").await.expect("it is taken");
    tokio::time::sleep(A_MOMENT).await;
    house.stop.send_replace(true);
    assert!(closed(&mut idle).await < A_MOMENT, "nobody waits for the next request");
    let began = Instant::now();
    house.answering.join_next().await.expect("it runs").expect("it does not panic");
    assert!(is_about(began.elapsed(), FAREWELL), "{:?}", began.elapsed());
    assert!(house.street.send(duplex(1).1).await.is_err(), "nobody is let in any more");
}
