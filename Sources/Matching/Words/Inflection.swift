/// Inflected forms of English words, by rule and by a list of irregular verbs.
public enum Inflection {
    /// Past and participle of irregular verbs that news uses, as facts of the language.
    private static let irregular: [String: [String]] = {
        let table = """
            be:is,are,am,was,were,been,being have:has,had,having do:does,did,done go:goes,went,gone \
            say:said tell:told write:wrote,written speak:spoke,spoken think:thought feel:felt know:knew,known \
            hold:held make:made take:took,taken give:gave,given get:got,gotten come:came see:saw,seen \
            find:found keep:kept leave:left mean:meant meet:met pay:paid put:put read:read run:ran,running \
            send:sent set:set,setting sit:sat,sitting stand:stood swear:swore,sworn teach:taught \
            understand:understood win:won,winning begin:began,begun,beginning break:broke,broken bring:brought \
            build:built buy:bought catch:caught choose:chose,chosen cut:cut,cutting draw:drew,drawn \
            drive:drove,driven eat:ate,eaten fall:fell,fallen fight:fought fly:flew,flown \
            forget:forgot,forgotten,forgetting grow:grew,grown hear:heard hit:hit,hitting hurt:hurt lead:led \
            lie:lay,lain,lied,lying lose:lost rise:rose,risen sell:sold shoot:shot shut:shut,shutting \
            sing:sang,sung sink:sank,sunk spend:spent steal:stole,stolen strike:struck,stricken \
            throw:threw,thrown wear:wore,worn withdraw:withdrew,withdrawn warn:warned quip:quipped,quipping \
            plan:planned,planning admit:admitted,admitting commit:committed,committing \
            confer:conferred,conferring refer:referred,referring forbid:forbade,forbidden,forbidding \
            foretell:foretold foresee:foresaw,foreseen retell:retold quit:quit,quitting plead:pleaded,pled \
            tweet:tweeted blog:blogged,blogging stop:stopped,stopping shrug:shrugged,shrugging \
            stress:stressed,stresses submit:submitted,submitting permit:permitted,permitting \
            concur:concurred,concurring infer:inferred,inferring recur:recurred,recurring \
            rebut:rebutted,rebutting sob:sobbed,sobbing stab:stabbed,stabbing rob:robbed,robbing \
            ban:banned,banning drop:dropped,dropping grab:grabbed,grabbing chat:chatted,chatting \
            die:died,dying tie:tied,tying vie:vied,vying overhear:overheard mislead:misled \
            undertake:undertook,undertaken bid:bid,bidding beat:beat,beaten bear:bore,born,borne \
            become:became bite:bit,bitten,biting blow:blew,blown deal:dealt dig:dug,digging feed:fed flee:fled \
            freeze:froze,frozen hide:hid,hidden lay:laid lend:lent let:let,letting light:lit ride:rode,ridden \
            ring:rang,rung seek:sought shake:shook,shaken shine:shone show:showed,shown sleep:slept \
            spread:spread split:split,splitting swim:swam,swum,swimming tear:tore,torn wake:woke,woken
            """
        var verbs: [String: [String]] = [:]
        for entry in table.split(separator: " ") {
            let parts = entry.split(separator: ":")
            verbs[String(parts[0])] = parts[1].split(separator: ",").map(String.init)
        }
        return verbs
    }()

    private static let lemmas: [String: String] = {
        var lemmas: [String: String] = [:]
        for (lemma, forms) in irregular.sorted(by: { $0.key < $1.key }) {
            for form in forms where lemmas[form] == nil { lemmas[form] = lemma }
        }
        return lemmas
    }()

    /// All forms of a word (in lower case) as a verb or a noun: itself, -s, -ed, -ing, or its
    /// irregular ones. A form that the word does not have may be among them (`goods` for `good`);
    /// none that belongs to another word of the same kind.
    public static func forms(of lemma: String) -> [String] {
        var forms = [lemma, plural(lemma)]
        if let known = irregular[lemma] {
            forms += known
            if !known.contains(where: { $0.hasSuffix("ing") }) { forms.append(stem(lemma) + "ing") }
        } else {
            forms.append(past(lemma))
            forms.append((lemma.hasSuffix("ie") ? String(lemma.dropLast(2)) + "y" : stem(lemma)) + "ing")
        }
        var seen: Set<String> = []
        return forms.filter { seen.insert($0).inserted }
    }

    /// The word with -s, -es or -ies.
    public static func plural(_ word: String) -> String {
        if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
            return word.dropLast() + "ies"
        }
        for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) { return word + "es" }
        return word + "s"
    }

    private static func past(_ verb: String) -> String {
        if verb.hasSuffix("e") { return verb + "d" }
        if verb.hasSuffix("y"), let before = verb.dropLast().last, !"aeiou".contains(before) {
            return verb.dropLast() + "ied"
        }
        return verb + "ed"
    }

    /// The verb as it stands before -ing.
    private static func stem(_ verb: String) -> String {
        verb.hasSuffix("e") && !verb.hasSuffix("ee") && !verb.hasSuffix("ye") && verb.count > 2
            ? String(verb.dropLast()) : verb
    }

    /// The lemma of an inflected verb (lower case), given which lemmas there are: the one of
    /// `known` that has the form, or a guess by rule.
    public static func lemma(ofVerb form: String, isKnown: (String) -> Bool) -> String? {
        if isKnown(form) { return form }
        if let lemma = lemmas[form], isKnown(lemma) { return lemma }
        for (ending, replacements) in [
            ("ies", ["y", "ie"]), ("es", ["", "e"]), ("s", [""]), ("ied", ["y"]), ("ed", ["", "e"]),
            ("ying", ["ie", "y"]), ("ing", ["", "e"]),
        ] where form.hasSuffix(ending) {
            let stem = String(form.dropLast(ending.count))
            for replacement in replacements where isKnown(stem + replacement) { return stem + replacement }
            // stopped, planning: the last consonant is doubled
            if let last = stem.last, stem.dropLast().last == last, isKnown(String(stem.dropLast())) {
                return String(stem.dropLast())
            }
        }
        return nil
    }
}
