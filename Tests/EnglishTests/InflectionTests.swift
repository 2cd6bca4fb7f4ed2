import English
import Testing

struct InflectionTests {
    @Test(arguments: [
        ("beg", "beg begs begged begging"),
        ("brag", "brag brags bragged bragging"),
        ("dub", "dub dubs dubbed dubbing"),
        ("quip", "quip quips quipped quipping"),
        ("quiz", "quiz quizzes quizzed quizzing"),
        ("nod", "nod nods nodded nodding"),
        ("slam", "slam slams slammed slamming"),
        ("shrug", "shrug shrugs shrugged shrugging"),
        ("prefer", "prefer prefers preferred preferring"),
        ("aver", "aver avers averred averring"),
        ("demur", "demur demurs demurred demurring"),
        ("extol", "extol extols extolled extolling"),
        ("admit", "admit admits admitted admitting"),
        ("ad-lib", "ad-lib ad-libs ad-libbed ad-libbing"),
        ("offer", "offer offers offered offering"),
        ("visit", "visit visits visited visiting"),
        ("open", "open opens opened opening"),
        ("answer", "answer answers answered answering"),
        ("read", "read reads reading"),
        ("show", "show shows showed shown showing"),
        ("tax", "tax taxes taxed taxing"),
        ("pay", "pay pays paid paying"),
        ("play", "play plays played playing"),
        ("deny", "deny denies denied denying"),
        ("echo", "echo echoes echoed echoing"),
        ("veto", "veto vetoes vetoed vetoing"),
        ("agree", "agree agrees agreed agreeing"),
        ("argue", "argue argues argued arguing"),
        ("lie", "lie lies lay lied lain lying"),
        ("be", "be is are am was were been being"),
        ("have", "have has had having"),
        ("go", "go goes went gone going"),
        ("say", "say says said saying"),
        ("panic", "panic panics panicked panicking"),
        ("label", "label labels labeled labelled labeling labelling"),
        ("signal", "signal signals signaled signalled signaling signalling"),
        ("child", "child childs childed childing children"),
    ])
    func forms(lemma: String, expected: String) {
        #expect(Inflection.forms(of: lemma).joined(separator: " ") == expected)
    }

    @Test(arguments: [
        ("beg", "beged"), ("beg", "beging"), ("brag", "braged"), ("dub", "dubed"), ("echo", "echos"),
        ("extol", "extoled"), ("demur", "demured"), ("aver", "avered"), ("offer", "offerred"),
        ("visit", "visitted"), ("open", "openned"), ("answer", "answerred"), ("control", "controled"),
        ("shake", "shaked"), ("begin", "begining"), ("regret", "regreted"), ("transmit", "transmited"),
    ])
    func inventedFormsAreGone(verb: String, form: String) {
        #expect(!Inflection.forms(of: verb).contains(form))
        #expect(Inflection.lemma(ofVerb: form) { $0 == verb } == nil)
    }

    @Test(arguments: [
        ("begged", "beg"), ("labelled", "label"), ("labeled", "label"), ("preferring", "prefer"),
        ("offered", "offer"), ("wrote", "write"), ("echoes", "echo"), ("denied", "deny"), ("tying", "tie"),
        ("argued", "argue"), ("stopped", "stop"), ("calling", "call"), ("passes", "pass"),
        ("quizzes", "quiz"),
    ])
    func lemma(form: String, lemma: String) {
        #expect(Inflection.lemma(ofVerb: form) { $0 == lemma } == lemma)
    }

    @Test func anAmbiguousFormBelongsToTheKnownVerb() {
        #expect(Inflection.lemma(ofVerb: "saw") { $0 == "see" } == "see")
        #expect(Inflection.lemma(ofVerb: "lay") { $0 == "lie" } == "lie")
        #expect(Inflection.lemma(ofVerb: "found") { $0 == "find" } == "find")
        #expect(Inflection.lemma(ofVerb: "said") { $0 == "tell" } == nil)
    }

    @Test func tensesOfAVerbWithAParticle() {
        let verb = Conjugation("break in")
        #expect(verb.past == ["broke in"])
        #expect(verb.participle == ["broken in"])
        #expect(verb.third == ["breaks in"])
        #expect(verb.ing == ["breaking in"])
        #expect(Conjugation("spell out").past == ["spelled out", "spelt out"])
    }

    @Test(arguments: [
        ("report", "reports"), ("agency", "agencies"), ("church", "churches"), ("hero", "heroes"),
        ("photo", "photos"), ("spokeswoman", "spokeswomen"), ("day", "days"), ("crisis", "crises"),
    ])
    func plural(noun: String, plural: String) {
        #expect(Inflection.plural(noun) == plural)
    }

    @Test func theRightWordOfAPhraseIsInflected() {
        #expect(
            Inflection.forms(of: "point out") == ["point out", "points out", "pointed out", "pointing out"])
        #expect(Inflection.forms(of: "prime minister").contains("prime ministers"))
        #expect(!Inflection.forms(of: "prime minister").contains("primes minister"))
        #expect(Inflection.lemma(ofVerb: "went on") { $0 == "go on" } == "go on")
        #expect(Inflection.lemma(ofVerb: "summed up") { $0 == "sum up" } == "sum up")
        #expect(Inflection.lemma(ofVerb: "prime ministers") { $0 == "prime minister" } == "prime minister")
        #expect(Inflection.lemma(ofVerb: "goed on") { $0 == "go on" } == nil)
        #expect(Conjugation("stomach").third == ["stomachs"])
        #expect(Inflection.plural("monarch") == "monarchs")
    }

    @Test(arguments: ["", "a", "b", "q", "qu", "é", "xyz", "point  out", " "])
    func anyTextCanBeInflected(text: String) {
        #expect(Inflection.forms(of: text).first == text)
    }
}
