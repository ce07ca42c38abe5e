#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""figures.py QG-ROUNDS: the turns that it takes, and what the bench computes of their samples, against
figures worked out by hand."""

import pathlib
import subprocess
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

    def test_processor_time_counts_on_all_threads(self):
        one = contest.Contestant("one", [], megabytes=30, seconds=[1], busy=[2])
        self.assertEqual((one.speed, one.thrift), (30, 15))

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

        result = peers.with_ratios([row(100), row(200), row(5), row(10), row(None)], 2)
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


def turns(plan, rounds=2, cpu_seconds=1):
    """(contestant, status) of each run that qg_rounds tells of."""
    command = [rounds_program, str(rounds), str(cpu_seconds)]
    done = subprocess.run(command, input=plan, capture_output=True, text=True, check=True)
    fields = [line.split("\t") for line in done.stdout.splitlines()]
    return [(int(one[0]), int(one[-1])) for one in fields]


class Turns(unittest.TestCase):
    def test_contestants_take_turns_and_the_first_round_does_not_count(self):
        self.assertEqual(turns("0\ttrue\n1\tfalse\n"), [(0, 0), (1, 1), (0, 0), (1, 1)])

    def test_who_fails_is_told_of_once_and_sits_out(self):
        self.assertEqual(turns("0\tfalse\n0\ttrue\n"), [(0, 1), (1, 0), (1, 0)])

    def test_who_uses_too_much_processor_time_is_ended(self):
        self.assertEqual(turns("0\tsh\t-c\twhile :; do :; done\n"), [(0, -1)])

    def test_words_may_hold_spaces(self):
        self.assertEqual(turns("7\tsh\t-c\texit 7\n", rounds=1), [(0, 7)])

    def test_what_is_no_plan_is_refused(self):
        done = subprocess.run([rounds_program, "1", "1"], input="true\n", capture_output=True,
                              text=True)
        self.assertEqual(done.returncode, 2)


if __name__ == "__main__":
    rounds_program = sys.argv.pop()
    unittest.main()
