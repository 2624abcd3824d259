"""Sentences about posts, secondments and staff of others."""

from collections.abc import Iterator
from decimal import Decimal

from kreislotse.initiatives.models import Initiative
from kreislotse.kernel import german
from kreislotse.organisations.naming import full, inside, many
from kreislotse.reporting.facts import Reader, Statement
from kreislotse.staffing.models import ExternalStaff, Post, Secondment
from kreislotse.staffing.states import PostState, SecondmentState


def statements(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """The posts funded, when they are to be filled, and who is seconded."""
    posts = list(initiative.posts.select_related("funded_by").order_by("pk"))
    if posts:
        yield _posts_total(posts, read)
        yield from (_post(post, read) for post in posts)
        yield from _recruitment(posts, read)
    for secondment in initiative.secondments.select_related("recruiter").order_by("pk"):
        yield from _secondment(secondment, read, on_top=bool(posts))


def external(initiative: Initiative, read: Reader) -> Iterator[Statement]:
    """Staff whom others employ for the initiative."""
    for staff in initiative.external_staff.select_related("employer").order_by("pk"):
        yield _external(staff, read)


def _posts_total(posts: list[Post], read: Reader) -> Statement:
    kept = [post for post in posts if post.state != PostState.ABOLISHED]
    shares = [post.share for post in kept if post.share is not None]
    whole = sum(shares, Decimal()) if len(shares) == len(kept) else None
    district = posts[0].owner
    facts = {
        "total": read.share("Stellen", whole, "Summe der Anteile an vollen Stellen", *posts),
        "district": read.text(
            "Anstellungsträger",
            district.name,
            "Wer die Stellen einrichtet",
            district,
            shown=full(district),
        ),
    }
    noun = "Stelle" if whole == 1 else "Stellen"
    template = (
        f"Gefördert werden {{total}} {noun}, die {{district}} einrichtet:"
        if whole is not None
        else "Gefördert werden Stellen, die {district} einrichtet (Umfang: {total}):"
    )
    if whole == 1:
        template = template.replace("werden", "wird", 1)
    return Statement(
        f"staffing.posts.{posts[0].initiative_id}", template, facts, starts_paragraph=True
    )


def _post(post: Post, read: Reader) -> Statement:
    lines = [post.funded_by] if post.funded_by else []
    facts = {
        "share": read.share("Anteil", post.share, "Anteil an einer vollen Stelle", post, *lines),
        "title": read.text("Aufgabe", post.title, "Wofür die Stelle da ist", post),
        "state": read.text("Stand", post.get_state_display(), "Stand der Besetzung", post),
    }
    noun = "Stelle" if post.share == 1 else "Stellen"
    lead = f"{{share}} {noun}" if post.share is not None else "Stelle, deren Umfang {share} ist"
    state = " ({state})" if post.state != PostState.PLANNED else ""
    titled = "für {title}" if facts["title"].value else "(Aufgabe: {title})"
    return Statement(f"staffing.post.{post.pk}", f"{lead} {titled}{state}", facts, form="item")


def _recruitment(posts: list[Post], read: Reader) -> Iterator[Statement]:
    wishes = {post.recruitment for post in posts if post.recruitment}
    closed = (PostState.FILLED, PostState.ABOLISHED)
    open_posts = [post for post in posts if post.state not in closed]
    for number, wish in enumerate(sorted(wishes), start=1):
        concerned = [post for post in open_posts if post.recruitment == wish]
        if concerned:
            facts = {
                "when": read.text(
                    "Besetzung", wish, "Wann die Stellen besetzt werden sollen", *concerned
                )
            }
            which = ""
            if len(concerned) < len(open_posts):
                titles = german.join([post.title for post in concerned])
                facts["posts"] = read.text("Stellen", titles, "Welche Stellen", *concerned)
                which = " ({posts})"
            said = "Die Stelle{} soll" if len(concerned) == 1 else "Die Stellen{} sollen"
            yield Statement(
                f"staffing.recruitment.{posts[0].initiative_id}.{number}",
                f"{said.format(which)} {{when}} besetzt werden.",
                facts,
                starts_paragraph=number == 1,
            )


def _secondment(secondment: Secondment, read: Reader, *, on_top: bool) -> Iterator[Statement]:
    facts = {
        "share": read.share(
            "Abordnung",
            secondment.share,
            "Anteile an vollen Stellen; sie zählen nicht zur Festbetragsförderung (R-SEC-04)",
            secondment,
        ),
        "role": read.text("Personal", secondment.role, "Wer abgeordnet wird", secondment),
        "arrangement": read.text("Art", secondment.arrangement, "Rechtliche Form", secondment),
    }
    noun = "Stelle" if secondment.share == 1 else "Stellen"
    verb = "kommt" if secondment.share == 1 else "kommen"
    whom = "für {role}" if facts["role"].value else "(Personal: {role})"
    begin = f"Hinzu {verb}" if on_top else f"Geplant {'ist' if secondment.share == 1 else 'sind'}"
    lead = (
        f"{begin} {{share}} {noun} {whom}"
        if secondment.share is not None
        else f"{begin} Stellen {whom} (Umfang: {{share}})"
    )
    form = (
        "; vorgesehen ist die {arrangement}"
        if facts["arrangement"].value
        else (" (Art: {arrangement})")
    )
    yield Statement(
        f"staffing.secondment.{secondment.pk}", f"{lead}{form}.", facts, starts_paragraph=True
    )
    yield _procedure(secondment, read)
    yield _target(secondment, read)


def _procedure(secondment: Secondment, read: Reader) -> Statement:
    parties = list(secondment.parties.select_related("organisation").order_by("pk"))
    recruiter = secondment.recruiter
    facts = {
        "recruiter": read.text(
            "Verfahren",
            recruiter.name if recruiter else None,
            "Wer das Auswahlverfahren führt",
            secondment,
            shown=full(recruiter) if recruiter else "",
        ),
    }
    template = (
        "Das Verfahren führt {recruiter}"
        if recruiter
        else ("Wer das Verfahren führt, ist {recruiter}")
    )
    if parties:
        names = german.join([full(party.organisation, "dat") for party in parties])
        facts["parties"] = read.text(
            "Abstimmung",
            names,
            "Mit wem das Verfahren abgestimmt wird",
            secondment,
            *parties,
            *[p.organisation for p in parties],
        )
        template += "; abgestimmt wird es mit {parties}"
    return Statement(f"staffing.secondment.{secondment.pk}.procedure", f"{template}.", facts)


def _target(secondment: Secondment, read: Reader) -> Statement:
    facts = {
        "target": read.day(
            "Zieltermin",
            secondment.target_on,
            "Tag, zu dem die Stellen besetzt sein sollen",
            secondment,
        ),
        "state": read.text(
            "Stand", secondment.get_state_display(), "Stand des Verfahrens", secondment
        ),
    }
    if secondment.target_on is None:
        template = "Der Termin für die Besetzung ist {target}"
    else:
        template = "Angestrebt ist die Besetzung zum {target}"
    if secondment.target_reason:
        facts["reason"] = read.text(
            "Anlass", secondment.target_reason, "Grund des Termins", secondment
        )
        template += " ({reason})"
    if secondment.state != SecondmentState.PLANNED:
        template += "; Stand: {state}"
    return Statement(f"staffing.secondment.{secondment.pk}.target", f"{template}.", facts)


def _external(staff: ExternalStaff, read: Reader) -> Statement:
    head, own = staff.headcount, staff.in_district
    several = "haben" if many([staff.employer]) else "hat"
    shown = (
        german.count(head, "neue Kraft", "neue Kräfte", gender="f", case="acc")
        if head
        else ("keine neuen Kräfte" if head == 0 else "")
    )
    facts = {
        "employer": read.text(
            "Dienststelle",
            staff.employer.name,
            "Wer die Kräfte beschäftigt",
            staff.employer,
            staff,
            shown=full(staff.employer),
        ),
        "area": read.text("Gebiet", staff.area_text, "Wofür die Kräfte da sind", staff),
        "head": read.count(
            "Neue Kräfte", head, "Personen", "Neu eingestellt für das Gebiet", staff, shown=shown
        ),
        "own": read.count(
            "Davon im Kreis",
            own,
            "Personen",
            "Davon im Kreis eingesetzt",
            staff,
            shown=german.WORDS.get(own, german.number(own)) if own is not None else "",
        ),
        "district": read.text(
            "Kreis", staff.owner.name, "Einsatzort", staff.owner, shown=inside(staff.owner)
        ),
    }
    where = "für den Agenturbezirk {area}" if facts["area"].value else "(Gebiet: {area})"
    hired = "{head} eingestellt" if head is not None else "Kräfte eingestellt (Zahl: {head})"
    return Statement(
        f"staffing.external.{staff.pk}",
        f"{{employer}} {several} {where} {hired}{_in_the_district(head, own)}.",
        facts,
        starts_paragraph=True,
    )


def _in_the_district(head: int | None, own: int | None) -> str:
    """How many of them work in the district."""
    if head == 0:
        return ""
    if own is None:
        return "; wie viele davon {district} arbeiten, ist {own}"
    if head == 1:
        return "; sie arbeitet {district}" if own else "; sie arbeitet nicht {district}"
    if own == head:
        return "; beide arbeiten {district}" if own == 2 else "; alle arbeiten {district}"
    if own > 1:
        return "; davon arbeiten {own} {district}"
    return "; eine davon arbeitet {district}" if own else "; keine davon arbeitet {district}"
