"""The roles of placeholders, by the identifiers that templates really use."""

from __future__ import annotations

from typing import get_args

import pytest

from copylint.model import PlaceholderRole
from copylint.roles import role_of

ROLES = {
    "name": """
        fornavn FNAME LNAME customer.first_name kundenavn mottaker.navn modtagerNavn
        mottagarens_namn recipient.name user.name.presence @user.first_name firstname lastname
        order.customer.name felles.søkerNavn avdoedNavn payment.person.name signer.name kunde kund
        medlem etternavn efternamn fullt_navn Fornavn förnamn first namn navn kontaktperson
        brukerNavn kjøper.navn order.billing_address.first_name deltager.navn låntagarens_namn
        contact.firstname subscriber agent.name to_name
        """,
    "company": """
        foretag firma virksomhed.navn bedriftsnavn company_name shop.name store_name
        arbeidsgiverNavn arbeidsgiver union.name activity.department.name butiksnamn carrier
        brand.name klubbnavn municipality kommunenavn
        """,
    "amount": """
        belop beløb belopp total_paid order.total amount_due sum fakturabeløb totalsumma pris gebyr
        inkassogebyr dagsats moms tax_amount price_in_dkk restanse discount saldo rykkergebyr
        påminnelsesavgift
        """,
    "date": """
        forfallsdato forfaldsdato förfallodatum due_date leveringsdato created_at klageDato
        fristDato deadline birthday fom tilOgMed expiry_date år order.shipped_at delivery_date
        betalingsfrist leveringsdag
        """,
    "time": "tid klokkeslett ventetid svartid åpningstider starttid hours klockslag delivery_time",
    "number": """
        fakturanummer ordernummer ordrenummer order_id order.number kundenr saksnummer ärendenummer
        sagsnr kid ocr antall antal klagefristUker stillingsprosent dekningsgrad ticket_id
        bookingreferanse tracking_number invoice_no engangskode count days_left items_count
        voucher_code sporingsnummer public_body_id
        """,
    "url": """
        lenke lenkje länk link unsubscribe_url betalingslenke login_url public_body_link user_link
        tracking_link hemsida nettside cta_url shop_url unsubscribe
        """,
    "phone": "telefon tlf telefonnummer mobil phoneNumber contact_phone mobilnummer support_phone",
    "email": """
        epost e-post email company_email public_body_email mejladress support_email
        user.email.value
        """,
    "position": "plass plads plats kønummer queue_position könummer position",
    "address": """
        adresse adress postnummer by shipping_address city gateadresse leveringsadresse
        """,
    "other": """
        x user_type brukertype produktnavn product.name event.name resource_name
        saksbehandler_kommentar filnavn eventName user.title message discount_name order.status
        tittel time_zone
        """,
}


def test_every_role_is_tried() -> None:
    assert set(ROLES) == set(get_args(PlaceholderRole))


@pytest.mark.parametrize(
    ("identifier", "role"),
    [
        (identifier, role)
        for role, identifiers in ROLES.items()
        for identifier in identifiers.split()
    ],
)
def test_role(identifier: str, role: str) -> None:
    assert role_of(identifier) == role
