"""The parts of the report: each a heading that says the finding, its charts and their tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from kinward.cohort.model import Summary
from kinward.reports.figures import care, children
from kinward.reports.findings import compared, practice, stock
from kinward.reports.section import Section, drawn, plain
from kinward.reports.table import ReportTable

Tables = Mapping[str, ReportTable]


def sections(
    summary: Summary, tables: Tables, quality: Tables, ahead: Sequence[Section] = ()
) -> list[Section]:
    """The parts that have something to show, in order; money and what lies ahead after the past."""
    made = [
        _looked_after(summary, tables),
        _compared(summary, tables),
        _flows(summary, tables),
        _children(summary, tables),
        _mix(summary, tables),
        _durations(summary, tables),
        _stability(summary, tables),
        _reviews(summary, tables),
        *ahead,
        _published(summary, tables),
        *quality_section(quality),
    ]
    return [section for section in made if _tells(section)]


def quality_section(quality: Tables) -> tuple[Section, ...]:
    """The part on the quality of the data; none where it has nothing to show."""
    made = _quality(quality)
    return (made,) if _tells(made) else ()


def _tells(section: Section) -> bool:
    return bool(section.figures or section.sentences)


def _looked_after(summary: Summary, tables: Tables) -> Section:
    return Section(
        "looked-after",
        "Children looked after",
        stock.heading(summary),
        tuple(stock.looked_after(summary))[1:],
        (
            *drawn(
                tables,
                "years",
                lambda: children.stock(summary),
                children.stock_title(summary),
                "A line of children looked after on each 31 March, and on the as-at date.",
            ),
            *drawn(
                tables,
                "rates",
                lambda: children.rates(summary),
                children.rates_title(summary),
                "A line of looked after children per 10,000 of the population by year.",
            ),
        ),
    )


def _compared(summary: Summary, tables: Tables) -> Section:
    return Section(
        "neighbours",
        "Statistical neighbours",
        compared.heading(summary),
        tuple(compared.neighbours(summary)),
        (
            *drawn(
                tables,
                "neighbour_trend",
                lambda: children.trend(summary),
                children.trend_title(summary),
                "Three lines by year: this authority, its neighbours’ mean and England.",
            ),
            *drawn(
                tables,
                "neighbours",
                lambda: children.neighbours(summary),
                "This authority (circle) among its neighbours (bar, with a line at their mean) "
                "and England (diamond)",
                "A row for each measure, each on a scale of its own, with the lowest and highest "
                "neighbour named at the ends of the bar.",
            ),
        ),
    )


def _flows(summary: Summary, tables: Tables) -> Section:
    return Section(
        "flows",
        "Beginning and ceasing",
        stock.flows_heading(summary),
        tuple(stock.re_entries(summary)),
        (
            *drawn(
                tables,
                "flows",
                lambda: children.flows(summary),
                "Children who began and ceased to be looked after each month",
                "Bars upwards for those who began, downwards for those who ceased.",
            ),
            *drawn(
                tables,
                "entries_by_age",
                lambda: children.by_year(summary.entries_by_age),
                children.by_year_title(summary.entries_by_age, "began", "at age "),
                "A panel for each age band, all on one scale: periods of care by year.",
            ),
            *drawn(
                tables,
                "exits_by_cause",
                lambda: children.by_year(summary.exits_by_cause),
                children.by_year_title(summary.exits_by_cause, "ceased", ""),
                "A panel for each way of leaving, all on one scale: periods of care by year.",
            ),
            *plain(tables, "team_flows"),
        ),
    )


def _children(summary: Summary, tables: Tables) -> Section:
    others = [key for key in tables if key.startswith("by_") and key != "by_category"]
    said = tuple(stock.ages(summary))
    heading = said[0].rstrip(".") if said else "Who the children are"
    return Section("children", "Who they are", heading, said[1:], tuple(plain(tables, *others)))


def _mix(summary: Summary, tables: Tables) -> Section:
    return Section(
        "placements",
        "Where they live",
        stock.mix_heading(summary),
        (*stock.mix(summary), *_distance(summary)),
        (
            *drawn(
                tables,
                "by_category",
                lambda: children.mix(summary),
                children.mix_title(summary),
                "Bars of the share of children in each category, with a line where it stood a year "
                "before.",
            ),
            *drawn(
                tables,
                "stock_by_category",
                lambda: children.mix_over_time(summary),
                "The largest categories over time, in children",
                "A panel for each of the largest categories, all on one scale, by month.",
            ),
            *drawn(
                tables,
                "age_by_category",
                lambda: children.ages(summary),
                children.ages_title(summary),
                "A bar for each category, divided by age from the youngest to the oldest.",
            ),
            *plain(tables, "stock_by_age_band", "distance"),
        ),
    )


def _distance(summary: Summary) -> Iterator[str]:
    if summary.distance is None and summary.distance_reason:
        yield summary.distance_reason


def _durations(summary: Summary, tables: Tables) -> Section:
    return Section(
        "durations",
        "How long they stay",
        practice.durations_heading(summary),
        tuple(practice.durations(summary)),
        (
            *drawn(
                tables,
                "survival_all",
                lambda: care.survival(summary),
                "Share of children still in care, by time since they came in",
                "A falling curve with its 95% interval as a band.",
            ),
            *drawn(
                tables,
                "survival_age_band",
                lambda: care.survival_by_age(summary),
                "Share still in care by age at entry, over three years",
                "A panel for each age at entry: a falling curve with its 95% interval as a band.",
            ),
            *drawn(
                tables,
                "causes",
                lambda: care.causes(summary),
                care.causes_title(summary),
                "Areas that sum to all who came into care: still there, and each way of leaving.",
            ),
            *drawn(
                tables,
                "completed",
                lambda: care.completed(summary),
                "How long the stays that ended had lasted: middle half (bar) and median (line)",
                "A bar for each year from the lower to the upper quartile, with the median marked.",
            ),
            *plain(tables, "survival_category", "survival_entry_year"),
        ),
    )


def _stability(summary: Summary, tables: Tables) -> Section:
    return Section(
        "stability",
        "Stability",
        practice.stability_heading(summary),
        tuple(practice.stability(summary)),
        tuple(
            drawn(
                tables,
                "stability",
                lambda: care.stability(summary),
                "Stability of placements on 31 March",
                "Two lines by year: three or more placements in the year, and the same placement "
                "for two years.",
            )
        ),
    )


def _reviews(summary: Summary, tables: Tables) -> Section:
    return Section(
        "reviews",
        "Reviews",
        practice.reviews_heading(summary),
        (),
        (
            *drawn(
                tables,
                "reviews",
                lambda: care.reviews(summary),
                "Children whose reviews were all on time",
                "A line of the share of children by year.",
            ),
            *plain(tables, "reviews_by_kind"),
        ),
    )


def _published(summary: Summary, tables: Tables) -> Section:
    said = tuple(practice.published(summary))
    heading = said[0].rstrip(".") if said else ""
    return Section("published", "Published totals", heading, (), tuple(plain(tables, "published")))


def _quality(quality: Tables) -> Section:
    said = tuple(practice.quality(quality))
    return Section(
        "quality",
        "Quality of the data",
        practice.quality_heading(quality),
        said[1:],
        (
            *drawn(
                quality,
                "findings",
                lambda: care.findings(quality["findings"]),
                "The findings that touch most rows",
                "Bars of rows by rule, errors first.",
            ),
            *plain(quality, "repairs", "files"),
        ),
    )
