"""The frame and the components: what a page says to a reader, whoever they are."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from conftest import ClientOf
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, RequestContext, Template, engines
from django.test import Client, RequestFactory
from django.utils import timezone, translation
from django_cotton.compiler_regex import CottonCompiler
from hypothesis import given
from hypothesis import strategies as st

from essaim.journeys.story import Story
from essaim.kernel.money import Money
from essaim.platform import navigation, news, pictures, todo
from essaim.platform.domain.thread import Stage
from essaim.platform.domain.viewer import PUBLIC, Role
from essaim.platform.domain.writing import write_number, write_percent
from essaim.platform.templatetags import essaim as tags
from essaim.platform.thread import Stop
from essaim.platform.todo import Task

TEMPLATES = Path(__file__).resolve().parents[2] / "src/essaim/platform/templates"
THIN, FIXED = "\u202f", "\u00a0"


def render(source: str, path: str = "/", **context: object) -> str:
    """Return what a page would show of *source*, its spaces made plain."""
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    engine = engines["django"].engine  # type: ignore[attr-defined]
    template = engine.from_string(CottonCompiler().process(source))
    shown: str = template.render(RequestContext(request, context))
    return re.sub(r"\s*\n\s*", "", shown)


class Form(forms.Form):
    length = forms.DecimalField(label="Longueur", help_text="En km <environ>")
    who = forms.ChoiceField(choices=[("a", "Une")], widget=forms.RadioSelect, label="Qui")
    is_read = forms.BooleanField(label="Lu", required=False)


# --- values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written"),
    [
        (
            "fr",
            [f"63{THIN}%", "1,5", "0,40", f"8{THIN}760,00{FIXED}€", f"12{FIXED}mars{FIXED}2026"],
        ),
        ("en", ["63%", "1.5", "0.40", "€8,760.00", f"12{FIXED}March{FIXED}2026"]),
    ],
)
def test_values_are_written_as_the_reader_writes_them(language: str, written: list[str]) -> None:
    with translation.override(language):
        shown = [
            tags.percent(Fraction(5, 8)),
            tags.fraction(Fraction(3, 2)),
            tags.fraction(Fraction(2, 5), 2),
            tags.money(Money(876_000)),
            tags.day(date(2026, 3, 12)),
        ]
    assert shown == written


def test_an_unknown_value_is_a_dash_never_a_zero() -> None:
    assert {tags.percent(None), tags.fraction(None), tags.money(None), tags.day(None)} == {"—"}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_amount_of_a_row_that_is_not_there_is_a_dash(language: str) -> None:
    with translation.override(language):
        written = Template("{{ statement.due|money }}").render(Context({"statement": None}))
    assert written == "—"


def test_the_first_of_a_month_and_hours_are_french() -> None:
    noon = datetime(2026, 3, 12, 12, 0, tzinfo=timezone.get_current_timezone())
    assert tags.day(date(2026, 5, 1)) == f"1er{FIXED}mai{FIXED}2026"
    assert [tags.hour(noon), tags.hour(noon + timedelta(minutes=42))] == [
        f"12{FIXED}h",
        f"12{FIXED}h{FIXED}42",
    ]


@given(st.fractions(min_value=-10_000, max_value=10_000, max_denominator=999))
def test_a_number_written_is_never_further_than_half_a_hundredth(number: Fraction) -> None:
    plain = write_number(number, decimals=2).replace(THIN, "").replace(",", ".").replace("−", "-")
    assert abs(Fraction(plain) - number) <= Fraction(1, 200)
    assert write_number(-number) in {write_number(number).lstrip("−"), f"−{write_number(number)}"}


@given(st.fractions(min_value=0, max_value=1))
def test_a_share_is_a_whole_percentage_from_0_to_100(share: Fraction) -> None:
    assert 0 <= int(write_percent(share).removesuffix(f"{THIN}%")) <= 100


@pytest.mark.parametrize(
    ("days", "said"),
    [(-6, "En retard de 6 jours"), (-1, "En retard d’un jour"), (0, "Aujourd’hui"), (1, "Demain")],
)
def test_a_task_says_when_as_a_person_would(days: int, said: str) -> None:
    when = timezone.localdate() + timedelta(days=days)
    assert tags.due(Task("Relire", "", "/", "plan", when=when, is_late=days < 0)) == said


def test_an_undated_task_is_only_late_or_silent() -> None:
    assert tags.due(Task("Relire", "", "/", "plan", is_late=True)) == "En retard"
    assert tags.due(Task("Relire", "", "/", "plan")) == ""


# --- components --------------------------------------------------------------------------


def test_what_comes_from_people_is_escaped_once_in_every_attribute() -> None:
    shown = render(
        '<c-card title="{{ name }}" href="/x"><p>{{ name }}</p></c-card>', name="A & <b>"
    )
    assert shown.count("A &amp; &lt;b&gt;") == 2
    assert "<b>" not in shown


def test_a_component_does_not_see_the_variables_of_the_page() -> None:
    assert "secret" not in render("<c-page-head title='Oui' />", lede="secret", action="secret")


def test_a_refused_field_ties_its_error_and_its_help() -> None:
    form = Form({"length": "deux"})
    form.is_valid()
    shown = render('<c-errors :form="form" /><c-field :field="form.length" unit="km" />', form=form)
    assert 'aria-describedby="id_length-help id_length-wrong"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'value="deux"' in shown
    assert '<a href="#id_length">' in shown
    assert '<a href="#id_who_0">' in shown
    assert "En km &lt;environ&gt;" in shown
    assert "2 réponses sont à revoir" in shown


def test_several_choices_are_one_group_with_its_legend() -> None:
    shown = render('<c-field :field="form.who" /><c-field :field="form.is_read" />', form=Form())
    assert "<legend>Qui</legend>" in shown
    assert '<label class="tick" for="id_is_read">' in shown


def test_pages_of_a_list_keep_the_filters_of_the_address() -> None:
    page = pictures_page(2)
    shown = render('<c-pager :page="page" />', "/?q=a&page=9", page=page)
    assert 'href="?q=a&amp;page=1"' in shown
    assert 'href="?q=a&amp;page=3"' in shown
    assert "11 à 20 sur 30" in shown


def pictures_page(number: int) -> object:
    from django.core.paginator import Paginator

    return Paginator(range(30), 10).page(number)


def test_no_template_carries_a_style_a_script_or_a_handler() -> None:
    banned = re.compile(r"<style|\sstyle=|<script(?![^>]* src=)|\son[a-z]+=", re.IGNORECASE)
    found = [path.name for path in TEMPLATES.rglob("*.html") if banned.search(path.read_text())]
    assert found == []


# --- pictures ----------------------------------------------------------------------------


def test_the_waterfall_lands_on_what_is_left() -> None:
    amounts = [(1_200_000, "base"), (-144_000, "lost"), (-180_000, "lost"), (876_000, "paid")]
    steps = [pictures.FallStep("x", Money(cents), kind) for cents, kind in amounts]
    drawn = pictures.waterfall(steps)
    assert [each.x for each in drawn] == ["0%", "88%", "73%", "0%"]
    assert [each.width for each in drawn] == ["100%", "12%", "15%", "73%"]
    assert drawn[-1].link == ""


def test_the_gap_joins_only_the_viewpoints_that_count() -> None:
    seen = pictures.Seen
    row = pictures.GapRow(
        "Emplois",
        (
            seen("senior_manager", Fraction(4), is_alone=True),
            seen("middle_manager", Fraction(3)),
            seen("care_worker", Fraction(1)),
        ),
        says="",
    )
    (drawn,) = pictures.gap_plot([row], pictures.Scale())
    assert drawn.line == ("6%", "59%")
    assert drawn.marks[0].x == "85.5%"


def test_one_viewpoint_draws_no_gap() -> None:
    row = pictures.GapRow("Emplois", (pictures.Seen("care_worker", Fraction(2)),), says="")
    assert pictures.gap_plot([row], pictures.Scale())[0].line is None


@given(st.lists(st.one_of(st.none(), st.fractions(0, 4)), min_size=3, max_size=21))
def test_a_radar_of_anything_stays_in_its_frame(levels: list[Fraction | None]) -> None:
    names = tuple(str(number) for number in range(len(levels)))
    drawn = pictures.radar(pictures.Profile(names, tuple(levels), tuple(levels), 4, ""))
    places = [Fraction(number) for number in re.findall(r"-?[\d.]+", drawn.now)]
    assert all(45 <= place <= 275 for place in places)
    assert len(drawn.points) == sum(level is not None for level in levels)
    assert drawn.now.endswith("Z") is (None not in levels)


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 300))
def test_a_hive_has_one_cell_an_organisation(late: int, soon: int, ok: int) -> None:
    drawn = pictures.hive(pictures.Cells(late, soon, ok))
    assert [len(points.split()) for points in (drawn.late, drawn.soon, drawn.ok)] == [
        late,
        soon,
        ok,
    ]


def test_a_trajectory_ends_where_the_year_was_seen() -> None:
    path = pictures.Path(
        (2025, 2026, 2027),
        tuple(map(Fraction, (60, 70, 80))),
        (Fraction(60), Fraction(71), None),
        "",
    )
    drawn = pictures.trajectory(path)
    assert drawn.way == "14,44 92,28 170,12"
    assert drawn.seen == [("92", "26.4")]


def test_a_flat_trajectory_and_an_empty_calendar_are_drawn_all_the_same() -> None:
    flat = pictures.Path((2025, 2026), (Fraction(1), Fraction(1)), (Fraction(1), None), "")
    assert pictures.trajectory(flat).way == "14,44 170,44"
    assert pictures.gantt(pictures.Gantt((), ())).bars == []


def test_a_large_count_keeps_its_thin_space_where_words_end() -> None:
    assert tags.in_words(3) == "trois"
    assert tags.in_words(1124) == f"1{THIN}124"


# --- the frame ---------------------------------------------------------------------------


def test_the_frame_names_the_reader_and_their_house(client_of: ClientOf) -> None:
    page = client_of("director", "amandier").get("/").content.decode()
    assert "Solène Garrec" in page
    assert "L’Amandier à domicile" in page
    assert "Bonjour Solène" in page
    assert page.count('class="btn main"') <= 1
    assert '<html lang="fr">' in page


def test_the_page_weighs_less_than_a_picture(client_of: ClientOf) -> None:
    assert len(client_of("adviser").get("/").content) < 60_000


def test_the_appearance_chosen_is_that_of_the_next_page(client_of: ClientOf) -> None:
    client = client_of("director", "amandier")
    client.post("/apparence/", {"theme": "dark", "next": "/aide/"})
    assert 'data-theme="dark"' in client.get("/aide/").content.decode()
    client.post("/apparence/", {"language": "en", "next": "/aide/"})
    page = client.get("/aide/").content.decode()
    assert '<html lang="en"' in page
    assert "From the spoken word to the euro" in page


def test_a_hostile_theme_cookie_is_ignored() -> None:
    client = Client()
    client.cookies["theme"] = '"><script>'
    assert "data-theme" not in client.get("/accessibilite/").content.decode()


def test_the_count_of_tasks_comes_after_the_page(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of("adviser")
    assert 'hx-get="/a-faire/nombre/"' in client.get("/aide/").content.decode()
    for waiting, said in (([], ""), ([Task("Relire", "", "/", "plan")], "1<span")):
        monkeypatch.setattr(todo, "_sources", [lambda viewer, found=waiting: found])
        assert client.get("/a-faire/nombre/").content.decode().strip().startswith(said)
    assert "en attente" in client.get("/a-faire/nombre/").content.decode()


def test_a_missing_page_says_the_same_thing_whatever_was_asked(client_of: ClientOf) -> None:
    client = client_of("director", "amandier")
    foreign, missing = client.get("/accompagnements/1/"), client.get("/accompagnements/999999/")
    assert foreign.status_code == missing.status_code == 404
    assert foreign.content == missing.content


def test_the_latest_changes_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    told = [news.Change(str(n), "", "/", now - timedelta(days=n)) for n in (3, 1, 2)]
    monkeypatch.setattr(news, "_sources", [])
    news.register(lambda viewer, limit: told)
    assert [each.title for each in news.changes(PUBLIC, 2)] == ["1", "2"]


def test_marks_of_the_same_value_stand_one_above_the_other() -> None:
    seen = tuple(pictures.Seen(each, Fraction(2)) for each in ("care_worker", "middle_manager"))
    (drawn,) = pictures.gap_plot([pictures.GapRow("Emplois", seen, says="")], pictures.Scale())
    assert [mark.y for mark in drawn.marks] == ["14", "34"]


def test_the_rail_puts_the_door_of_a_rubric_before_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(navigation, "_doors", {})
    navigation.register("plan", "tasks", title="Autre", icon="book")
    navigation.register("plan", "home")
    navigation.register("listen", "help", roles=[Role.FUNDER])
    assert [each.url for each in navigation.entries({"director"})] == ["/", "/a-faire/"]
    assert [each.icon for each in navigation.entries({"funder"})] == ["listen", "plan", "book"]


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_broken_rule_is_said_in_the_page_or_in_its_alert(
    client_of: ClientOf, story: Story, headers: dict[str, str]
) -> None:
    director = client_of("director", "amandier")
    members = director.get(f"/structures/{story.ids['amandier']}/membres/").content.decode()
    (own, *_others) = re.findall(r"/membres/(\d+)/retirer/", members)
    answer = director.post(f"/membres/{own}/retirer/", headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "nommez-en une autre d’abord" in page
    assert ("<html" in page) is not bool(headers)


def test_an_outdated_page_is_refused_with_a_way_back() -> None:
    answer = Client(enforce_csrf_checks=True).post("/apparence/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "rechargez la page" in answer.content.decode()


def test_long_words_of_a_scale_are_written_in_lines() -> None:
    scale = pictures.Scale(1, 2, ("Aucune", "Pratique exemplaire et mesurée"))
    assert [lines for _x, _number, lines in scale.ticks()] == [
        [(34, "Aucune")],
        [(34, "Pratique"), (50, "exemplaire et"), (66, "mesurée")],
    ]
    assert [scale.depth(), pictures.Scale().depth()] == ["three", ""]


@pytest.mark.parametrize(("count", "said"), [(1, "une ligne d’aide"), (5, "5 lignes d’aide")])
def test_the_strip_counts_what_stands_at_a_stage(count: int, said: str) -> None:
    assert tags.stop_note(Stop(Stage.AID_LINE, count, "Aide", "/")) == said
