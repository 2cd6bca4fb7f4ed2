/// English abbreviations that are written with a full stop of their own.
public enum Abbreviations {
    /// Whether a sentence can end at the abbreviation.
    public enum Ending: Sendable {
        /// never: a name or number follows (Mr., Gen., No.)
        case never
        /// if what follows looks like a new sentence (Inc., U.S., a.m.)
        case perhaps
        /// only belongs to the word if a number follows (No., p., Sept. at the end of a sentence)
        case beforeNumber
    }

    private static let beforeNames = """
        Mr Mrs Ms Messrs Dr Drs Prof Rev Fr Sr Hon Gov Govs Lt Col Gen Maj Capt Cpl Sgt Cmdr Cdr Adm Brig Pvt \
        Sen Sens Rep Reps Pres Supt Insp Det Msgr St Ste Mt Ft Pt Amb Atty Asst Assoc Dir Mme Mlle Sec Treas \
        vs v etc viz cf al eg ie approx ca esp incl
        """
    private static let perhapsFinal = """
        Inc Corp Co Cos Ltd Bros Jr Esq Dept Univ Assn Intl Mfg Bldg Ave Blvd Rd Hwy Bhd Sdn Pty Plc Dist Est \
        Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Kans Ky La Md Mich Minn Mo Mont Neb Nev Okla Ore \
        Pa Penn Tenn Tex Va Vt Wash Wis Wyo Mass Miss Alta Ont Que Sask Ph.D Ph
        """
    private static let numbered = """
        No Nos no nos p pp Fig Vol Art Ch Sec Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec \
        Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
        """

    private static let endings: [String: Ending] = {
        var endings: [String: Ending] = [:]
        for (list, ending) in [
            (perhapsFinal, Ending.perhaps), (beforeNames, .never), (numbered, .beforeNumber),
        ] {
            for word in list.split(separator: " ") where endings[String(word)] == nil {
                endings[String(word)] = ending
            }
        }
        // "the U.S. Co. said", "Smith & Co. The": both happen.
        return endings
    }()

    /// How the word (without its full stop) takes a full stop, or nil if it takes none.
    public static func ending(of word: String) -> Ending? { endings[word] }

    /// Words that rarely follow an abbreviation within a sentence when written with a capital:
    /// after "Inc." or "U.S." they begin a new one.
    public static let starters: Set<String> = [
        "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these", "those",
        "in", "on", "at", "but", "and", "for", "as", "when", "while", "after", "before", "if", "there",
        "his", "her", "its", "their", "our", "my", "some", "many", "most", "however", "meanwhile", "also",
        "last", "since", "with", "by", "from", "under", "what", "who", "how", "why", "no", "not", "so",
        "one", "two", "both", "all", "another", "other", "such", "more", "still", "now", "then", "even",
        "although", "though", "because", "according", "earlier", "despite", "during", "among", "about",
    ]
}
