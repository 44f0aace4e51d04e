//! Lines as programs write them.

use super::moment::SAMPLE;
use super::{NAME, shown};

/// With the zone that each says. All are of 2026-03-13T10:15:30, with or without 123 milliseconds.
const LOGS: &[(&str, Option<i16>)] = &[
    ("2026-03-13T10:15:30.123456789+11:00 stderr F used {}", Some(660)),
    ("1773396930123\t2026-03-13T10:15:31Z used {}", Some(0)),
    ("2026-03-13 10:15:30,123 - app - INFO - used {}", None),
    ("INFO  [main] 2026-03-13 10:15:30,123 Foo.java:1 - used {}", None),
    ("Information,13/03/2026 10:15:30 AM,Payments,1,None,\"used {}\"", None),
    ("\"2026-03-13 10:15:30\",\"pay01\",\"used {}\"", None),
    ("17,2026-03-13 10:15:30,used {}", None),
    ("2026-03-13 10:15:30.123 AEDT [123] LOG:  used {}", Some(660)),
    ("# Time: 2026-03-13T10:15:30.123456Z {}", Some(0)),
    ("< date: Fri, 13 Mar 2026 10:15:30 GMT {}", Some(0)),
    ("t=2026-03-13T10:15:30+0000 lvl=info msg=\"used {}\"", Some(0)),
    ("Mar 13 10:15:30 lb haproxy[1]: 10.0.0.1:3 [13/Mar/2026:10:15:31.123] {}", None),
    ("79a59df900b949e5 bucket [13/Mar/2026:10:15:30 +0000] 192.0.2.3 {}", Some(0)),
    ("203.0.113.9 - {} [13/Mar/2026:10:15:30 +1100] \"GET / HTTP/1.1\" 401", Some(660)),
    ("203.0.113.9, 10.0.0.1 - - [13/Mar/2026:10:15:30 +1100] \"GET /?k={}\"", Some(660)),
    ("https 2026-03-13T10:15:30.123456Z app/my/1 192.0.2.3:2817 {}", Some(0)),
    ("I, [2026-03-13T10:15:30.123456 #123]  INFO -- : used {}", None),
    ("[13-Mar-2026 10:15:30 UTC] PHP Warning: used {}", Some(0)),
    ("[2026-03-13T10:15:30,123][INFO ][o.e.n] used {}", None),
    ("[2026-03-13 10:15:30,123: INFO/MainProcess] used {}", None),
    ("1:M 13 Mar 2026 10:15:30.123 * used {}", None),
    ("[2026-03-13T10:15:30.123Z] \"GET / HTTP/1.1\" 200 {}", Some(0)),
    ("2026-03-13 10:15:30.123456+1100  localhost pay[8]: used {}", Some(660)),
    ("2026-03-13 10:15:30, Info   CBS    used {}", None),
    ("- 1773396930 2026.03.13 R02-M1 2026-03-13-21.15.30.123456 R02 RAS KERNEL INFO used {}", Some(0)),
    (
        "<Event xmlns=\"x\" timeMillis=\"1773396930123\" thread=\"main\"><Message>used {}</Message></Event>",
        Some(0),
    ),
    ("<log4j:event logger=\"x\" timestamp=\"1773396930123\" level=\"INFO\"><log4j:message>{}", Some(0)),
    ("{\"t\":{\"$date\":\"2026-03-13T10:15:30.123+00:00\"},\"s\":\"I\",\"msg\":\"used {}\"}", Some(0)),
    ("{\"timestamp\":{\"seconds\":1773396930,\"nanos\":123000000},\"textPayload\":\"{}\"}", Some(0)),
    ("{\"requestReceivedTimestamp\":\"2026-03-13T10:15:30.123456Z\",\"user\":\"{}\"}", Some(0)),
    ("{\"level\":\"info\",\"msg\":\"used {}\",\"ts\":1773396930.123}", Some(0)),
    ("INSERT INTO public.a VALUES (1, TIMESTAMP '2026-03-13 10:15:30+00', 'used {}');", Some(0)),
    ("1\t2026-03-13 10:15:30.123\tused {}", None),
    ("{ level: 'info', timestamp: '2026-03-13T10:15:30.123Z', message: 'used {}' }", Some(0)),
    ("Mar 13 10:15:30.123: %SYS-5: used {}", None),
    ("Mar 13 2026 10:15:30: %ASA-5: used {}", None),
    ("type=SYSCALL msg=audit(1773396930.123:42): exe=\"x\" key=\"{}\"", Some(0)),
    ("[pod/pay-7d4/app] {\"time\":\"2026-03-13T10:15:30.123Z\",\"msg\":\"used {}\"}", Some(0)),
    ("pay01 app: {\"msg\":\"used {}\",\"@timestamp\":\"2026-03-13T10:15:30.123Z\"}", Some(0)),
];

#[test]
fn lines_of_usual_programs_have_their_time() {
    for (line, ahead) in LOGS {
        let text = format!("2001-01-01 01:01:01 above\n{}\n", line.replace("{}", NAME));
        let found = shown(&text).map(|(civil, ahead)| (civil - civil % 1000, ahead));
        assert_eq!(found, Some((SAMPLE.seconds(), *ahead)), "{line}");
    }
}

#[test]
fn a_date_behind_the_key_is_not_the_beginning_of_its_line() {
    for text in [
        format!("{NAME} 2027-01-02 03:48:40 active"),
        format!("{NAME},2027-01-02T03:48:40Z"),
        format!("*  start date: Mar  1 00:00:00 2026 GMT {NAME}"),
    ] {
        assert_eq!(shown(&text), None, "{text}");
    }
}
