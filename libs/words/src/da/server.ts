import { personsProblems } from './persons.js';
import type { OtherProblem } from '../lists.js';
import type { No } from '../words.js';
import { access } from './access.js';

/** What went wrong around a command: the request, the log, the server. */
export const server: Record<OtherProblem, No> = {
  ...personsProblems,
  ...access,
  NOT_FOUND: { title: 'Her er intet', detail: 'Der er intet på den adresse.', help: 'Kontrollér adressen.' },
  MUNICIPALITY_UNKNOWN: {
    title: 'Kommunen findes ikke',
    detail: 'Der er ingen kommune med det navn, som du kan se: den har hverken boliger eller en aftalt praksis.',
    help: 'Kontrollér navnet. En bolig skrives kommune, punktum, nummer.',
  },
  METHOD_NOT_ALLOWED: {
    title: 'Ikke på denne måde',
    detail: 'Adressen findes, men kan ikke bruges på denne måde.',
    help: 'Hvordan, står i `/openapi.json`.',
  },
  BODY_TOO_LARGE: {
    title: 'Indholdet er for stort',
    detail: 'Der er sendt mere, end der kan tages imod på én gang.',
    help: 'Send det i mindre dele.',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    title: 'Ikke i den form',
    detail: 'Indholdet er ikke JSON i UTF-8, eller ikke en slags fil, der kan indlæses her.',
    help: 'Send kommandoer som application/json, og filer kun til indlæsning.',
  },
  NOT_ACCEPTABLE: {
    title: 'Ikke i den form',
    detail: 'Svaret findes ikke i den form, der er bedt om[: det gives som {forms}].',
    help: 'Nævn en af formerne i Accept, eller udelad headeren.',
  },
  HOST_NOT_SERVED: {
    title: 'Ikke under det navn',
    detail: 'Serveren svarer ikke under det navn, den er spurgt ved.',
    help: 'Spørg den ved et navn for denne maskine, fx localhost.',
  },
  HEADERS_TOO_LARGE: {
    title: 'Headerne er for store',
    detail: 'Der er sendt mere ved siden af forespørgslen, end der læses.',
    help: 'Send færre eller kortere headere.',
  },
  REQUEST_TIMEOUT: { title: 'Forespørgslen sluttede ikke', detail: 'Forespørgslen var ikke hel i tide.', help: 'Send den igen.' },
  IDEMPOTENCY_KEY_REUSED: {
    title: 'Nøglen hører til en anden kommando',
    detail: 'Nøglen er allerede brugt til en anden kommando.',
    help: 'Brug en ny nøgle til en ny kommando.',
  },
  CLOCK_REFUSED: {
    title: 'Uret kan ikke stilles sådan',
    detail: 'Uret kan ikke stilles til den tid.',
    help: 'Kun et ur, der stilles med hånden, kan stilles, og aldrig tilbage.',
  },
  TOO_MANY_STREAMS: {
    title: 'For mange lytter på én gang',
    detail: 'Der lytter allerede så mange, som der er plads til.',
    help: 'Luk et vindue, eller prøv igen om lidt.',
  },
  HISTORY_UNREADABLE: {
    title: 'Historikken kan ikke læses',
    detail: 'Historikken kunne ikke læses, og der besluttes intet på et grundlag, som ingen kan se.',
    help: 'Driften skal rette op på den først.',
  },
  NOT_YET_VISIBLE: {
    title: 'Endnu ikke synlig',
    detail: 'Det, der er registreret, er ikke med i svaret endnu.',
    help: 'Prøv igen om lidt.',
  },
  NOT_SERVING: {
    title: 'Processen kan ikke betjene nogen nu',
    detail: 'Processen kører, men kan ikke betjene nogen lige nu.',
    help: 'Prøv igen om lidt.',
  },
  ROWS_UNAVAILABLE: {
    title: 'Læsemodellerne kan ikke nås',
    detail: 'Serveren med læsemodellerne kan ikke spørges lige nu. Det, der registreres imens, står i loggen og kommer med.',
    help: 'Prøv igen om lidt. Bliver det ved, så sig det til driften.',
  },
  STORE_UNAVAILABLE: {
    title: 'Hændelseslageret kan ikke nås',
    detail: 'Hændelseslageret kan ikke nås lige nu.',
    help: 'Prøv igen om lidt. Bliver det ved, så sig det til driften.',
  },
  STORE_DENIED: {
    title: 'Hændelsesserveren afviser os',
    detail: 'Hændelsesserveren afviser den bruger eller adgangskode, som relet bruger, eller det, brugeren må.',
    help: 'Driften ser på RELET_STORE og på brugerens rettigheder.',
  },
  STORE_ADDRESS: {
    title: 'RELET_STORE er ikke en serveradresse',
    detail: 'Det, RELET_STORE angiver, er ikke en adresse på en hændelsesserver, der kan læses.',
    help: 'Driften retter adressen: esdb://bruger:adgangskode@host:2113 eller esdb://host:2113?tls=false.',
  },
  STORE_USER_MISSING: {
    title: 'Hændelsesserveren spørger, hvem der kommer',
    detail: 'RELET_STORE angiver en server med TLS, men ingen bruger.',
    help: 'Driften skriver bruger og adgangskode i RELET_STORE: esdb://bruger:adgangskode@host:2113.',
  },
  STORE_UNTRUSTED: {
    title: 'Hændelsesserveren er ikke betroet',
    detail: 'Hændelsesserverens certifikat er ikke udstedt af en CA, som der er tillid til her.',
    help: 'Driften angiver CA-filen med tlsCAFile i RELET_STORE.',
  },
  STORE_MISNAMED: {
    title: 'Hændelsesserveren hedder noget andet',
    detail: 'Hændelsesserverens certifikat gælder et andet navn end det i RELET_STORE.',
    help: 'Driften skriver et navn i RELET_STORE, som står i certifikatet.',
  },
  STORE_VERSION: {
    title: 'Hændelsesserveren er for gammel',
    detail: 'Hændelsesserveren har en version, som er kendt for at miste eller gentage hændelser.',
    help: 'Driften installerer 24.10.5 eller nyere.',
  },
  POSITION_UNKNOWN: {
    title: 'Positionen findes ikke',
    detail: 'Der er ingen hændelse på den position i loggen.',
    help: 'Brug en position, som et svar har nævnt.',
  },
  HISTORY_DELETED: {
    title: 'Historikken er slettet',
    detail: 'Nogen har slettet denne historik eller en del af den på hændelsesserveren. Der afgøres intet på det, som ingen kan se.',
    help: 'Driften genskaber den fra en sikkerhedskopi.',
  },
  LOG_DIFFERS: {
    title: 'Lageret har en anden historik',
    detail: 'Lageret indeholder hændelser, som ikke hører til den log, der kopieres.',
    help: 'Vælg et tomt lager, eller et, der er kopieret fra samme log.',
  },
  LOG_GROWS: {
    title: 'Der skrives stadig i loggen',
    detail: 'Der er kommet hændelser til i loggen, mens den blev kopieret.',
    help: 'Stop den server, der skriver i den, og kopiér igen.',
  },
  STORE_LOCKED: {
    title: 'En anden proces skriver i hændelseslageret',
    detail: 'En anden proces skriver i hændelseslageret.',
    help: 'Stop den først, eller giv kommandoen dér.',
  },
  STORE_READ_ONLY: {
    title: 'Der kan ikke skrives i hændelseslageret',
    detail: 'Hændelseslageret er kun åbnet til læsning.',
    help: 'Giv kommandoen dér, hvor der kan skrives.',
  },
  STORE_CORRUPT: {
    title: 'Hændelseslageret er beskadiget',
    detail: 'Hændelseslageret er beskadiget.',
    help: 'Driften ser efter (`relet doctor`) og henter om nødvendigt en sikkerhedskopi frem.',
  },
  STORE_FULL: {
    title: 'Disken er fuld',
    detail: 'Disken er fuld, og der kan ikke registreres noget.',
    help: 'Driften skal skaffe plads.',
  },
  STORE_CLOSED: {
    title: 'Serveren er ved at stoppe',
    detail: 'Serveren er ved at stoppe og tager ikke imod mere.',
    help: 'Giv kommandoen igen om lidt, med den samme nøgle.',
  },
  NOT_A_STORE: {
    title: 'Filen er ikke et hændelseslager',
    detail: 'Det, der er nævnt, er ikke et hændelseslager.',
    help: 'Vælg en anden fil.',
  },
  FILE_EXISTS: { title: 'Filen findes allerede', detail: 'Der er allerede en fil med det navn.', help: 'Vælg en anden fil.' },
  APPEND_TOO_LARGE: {
    title: 'For meget i én kommando',
    detail: 'Kommandoen ville skrive mere, end der kan gemmes på én gang.',
    help: 'Del den op i flere kommandoer.',
  },
  NOT_CANONICAL: {
    title: 'Forespørgslen er ikke udfyldt rigtigt',
    detail: 'En værdi kan ikke gemmes, som den er.',
    help: 'Tal skal være hele, og tekst uden ødelagte tegn.',
  },
  INTERNAL: {
    title: 'Der gik noget galt hos os',
    detail: 'Der skete en fejl hos os.',
    help: 'Prøv igen. Sker det igen, så sig det til driften.',
  },
};
