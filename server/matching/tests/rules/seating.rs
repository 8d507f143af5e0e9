//! A round that is under way: latecomers, leavers, and rooms that fall short.

use onefloor_matching::{Request, Seated, Seating, match_round};

use super::made_up::{alike, conference};

#[test]
fn latecomers_and_leavers_keep_rooms_whole_and_blocks_kept() {
    let mut request = Request::new(conference(400, 3), 4, 11);
    request.blocks = (0..100).map(|at| (at, 399 - at)).collect();
    let early = Request {
        people: request.people[..320].to_vec(),
        blocks: Vec::new(),
        ..request.clone()
    };
    let rooms: Vec<Vec<usize>> = match_round(&early)
        .unwrap()
        .rooms
        .into_iter()
        .map(|room| room.people)
        .collect();
    let clean = |rooms: &[Vec<usize>]| {
        let parted = |(a, b): &(usize, usize)| {
            !rooms
                .iter()
                .any(|room| room.contains(a) && room.contains(b))
        };
        request
            .blocks
            .iter()
            .filter(|pair| pair.1 >= 320)
            .all(parted)
    };
    let mut seating = Seating::new(&request, &rooms).unwrap();
    for late in 320..400 {
        seating.seat_latecomer(late).unwrap();
    }
    assert!(clean(&seating.rooms()));
    let mut gone = Vec::new();
    for leaver in (0..400).step_by(3) {
        gone.push(leaver);
        if let Some(short) = seating.leave(leaver) {
            seating.reseat(short);
        }
    }
    let rooms = seating.rooms();
    assert!(clean(&rooms));
    assert!(
        rooms
            .iter()
            .all(|room| room.is_empty() || (3..=5).contains(&room.len()))
    );
    let mut present: Vec<usize> = rooms.concat();
    present.extend(seating.waiting());
    present.sort_unstable();
    assert!(
        present
            .into_iter()
            .eq((0..400).filter(|person| person % 3 != 0))
    );
}

#[test]
fn two_who_come_when_all_is_full_open_a_room_of_their_own() {
    let mut request = Request::new(alike(8), 3, 1);
    (request.min, request.max) = (2, 3);
    let mut seating = Seating::new(&request, &[vec![0, 1, 2], vec![3, 4, 5]]).unwrap();
    assert_eq!(seating.seat_latecomer(6), Ok(Seated::Waits));
    assert_eq!(seating.waiting(), [6]);
    let opened = seating.seat_latecomer(7).unwrap();
    assert!(matches!(opened, Seated::Opened { room: 2, .. }));
    assert!(seating.waiting().is_empty());
    assert!(seating.seat_latecomer(8).is_err());
}

#[test]
fn the_one_left_of_two_is_taken_in_elsewhere() {
    let request = Request::new(alike(6), 3, 1);
    let mut seating = Seating::new(&request, &[vec![0, 1], vec![2, 3, 4]]).unwrap();
    let short = seating.leave(0).unwrap();
    let moves = seating.reseat(short);
    assert_eq!((moves.len(), moves[0].person, moves[0].room), (1, 1, 1));
    assert_eq!(seating.rooms(), [vec![], vec![2, 3, 4, 1]]);
}

#[test]
fn somebody_who_waits_fills_the_first_gap() {
    let mut request = Request::new(alike(7), 3, 1);
    (request.min, request.max) = (3, 3);
    let mut seating = Seating::new(&request, &[vec![0, 1, 2], vec![3, 4, 5]]).unwrap();
    assert_eq!(seating.seat_latecomer(6), Ok(Seated::Waits));
    let short = seating.leave(4).unwrap();
    let moves = seating.reseat(short);
    assert_eq!((moves.len(), moves[0].person, moves[0].room), (1, 6, 1));
    assert!(seating.waiting().is_empty());
}

#[test]
fn a_room_for_those_who_wait_takes_people_from_rooms_above_size() {
    let mut request = Request::new(alike(9), 3, 1);
    (request.min, request.max) = (2, 4);
    let mut seating = Seating::new(&request, &[vec![0, 1, 2, 3], vec![4, 5, 6, 7]]).unwrap();
    assert_eq!(seating.seat_latecomer(8), Ok(Seated::Waits));
    let moves = seating.seat_waiting();
    assert_eq!(moves.len(), 2);
    let sizes: Vec<usize> = seating.rooms().iter().map(Vec::len).collect();
    assert_eq!(sizes, [3, 4, 2]);
}
