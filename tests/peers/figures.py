#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the bench computes of its samples, against figures worked out by hand."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "bench"))

import contest  # noqa: E402  (found by the line above)
import inputs  # noqa: E402
import peers  # noqa: E402
import show  # noqa: E402
import speed  # noqa: E402


class Figures(unittest.TestCase):
    def test_what_doubles_with_its_number_has_the_exponent_1(self):
        self.assertAlmostEqual(contest.exponent([(10, 3), (20, 6), (40, 12)]), 1)

    def test_a_square_has_the_exponent_2(self):
        self.assertAlmostEqual(contest.exponent([(10, 1), (100, 100)]), 2)

    def test_a_point_that_was_not_measured_is_left_out(self):
        self.assertAlmostEqual(contest.exponent([(10, 1), (50, 0), (100, 10)]), 1)

    def test_one_point_has_no_exponent(self):
        self.assertNotEqual(contest.exponent([(10, 1)]), contest.exponent([(10, 1)]))

    def test_the_speed_is_that_of_the_median(self):
        one = contest.Contestant("one", [], megabytes=30, seconds=[1, 100, 3])
        self.assertEqual(one.speed, 10)

    def test_what_has_failed_has_no_speed(self):
        one = contest.Contestant("one", [], megabytes=30)
        one.failure = "not here"
        self.assertIsNone(one.row()["megabytes_per_second"])

    def test_a_status_beyond_the_worst_is_a_failure(self):
        one = contest.Contestant("one", [], worst_status=1)
        contest.note(one, (0.5, 0.25), 100, 1, None)
        self.assertEqual((one.seconds, one.busy, one.failure), ([0.5], [0.25], ""))
        contest.note(one, (0.5, 0.25), 100, 2, None)
        self.assertEqual((one.seconds, one.failure), ([], "ended with 2"))

    def test_sizes_are_binary_as_the_generator_has_them(self):
        self.assertEqual([inputs.parsed_size(text) for text in ("7", "10M", "1G")],
                         [7, 10 * 2**20, 2**30])

    def test_a_target_is_met_on_its_limit_and_not_by_what_was_not_measured(self):
        self.assertTrue(speed.target("", 0.5, 0.5)["met"])
        self.assertFalse(speed.target("", 0.49, 0.5)["met"])
        self.assertTrue(speed.target("", 8, 8, at_least=False)["met"])
        self.assertFalse(speed.target("", None, 8, at_least=False)["met"])

    def test_the_fastest_peer_is_what_qagida_is_held_against(self):
        def row(speed):
            return {"megabytes_per_second": speed}

        result = peers.with_ratios([row(100), row(200), row(5), row(10), row(None)])
        self.assertEqual(result["targets"][0]["value"], 20)
        self.assertEqual([one["behind_qagida"] for one in result["rows"]], [2, 1, 40, 20, None])

    def test_repeated_certifications_have_ids_of_their_own(self):
        source = [{"record": "export"}, {"record": "dossier", "id": "a", "certifications": []},
                  {"record": "dossier", "id": "b", "certifications": [{"id": "x", "kind": "k"}]}]
        self.assertEqual(
            list(inputs.repeated(2, 5)(iter(source))),
            [{"record": "dossier", "id": "b", "certifications": [{"id": "b-0", "kind": "k"},
                                                                 {"id": "b-1", "kind": "k"}]}])

    def test_what_is_not_known_is_a_dash(self):
        self.assertEqual([show.number(None), show.number(float("nan")), show.number(1234.5, 1)],
                         ["-", "-", "1,234.5"])


if __name__ == "__main__":
    unittest.main()
