"""Whom an authority is compared with."""

from __future__ import annotations

from kinward.reference.peers import Peer, peers
from lait_scenes import lait


def test_neighbours_come_closest_first_with_their_names() -> None:
    found = peers(lait("LACnum 2025 2 5\nLACnum 2025 3 6", near=(3, 2)), 1)

    assert found == (Peer(3, "Area 3"), Peer(2, "Area 2"))


def test_one_that_lait_does_not_know_keeps_its_number() -> None:
    assert peers(lait("LACnum 2025 1 5", near=(9,)), 1) == (Peer(9, "9"),)


def test_only_ten_neighbours_count() -> None:
    assert len(peers(lait("LACnum 2025 1 5", near=range(20, 32)), 1)) == 10


def test_an_authority_without_neighbours_has_none() -> None:
    assert peers(lait("LACnum 2025 1 5"), 2) == ()
