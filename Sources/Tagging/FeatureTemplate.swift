/// The numbers of the kinds of features. They stand in hashes and so in model files: new ones are
/// added at the end, and a change counts ``FeatureTemplate/revision`` up.
enum FeatureTemplate: UInt32 {
    /// The revision of all that is computed from a text: a model of another one is refused.
    static let revision = 1

    // Below 40 are the features of forms, see `FormTable`; at offsets their hash is mixed again.
    case offset = 40
    case words01 = 41, words10, wordsAround, wordsBefore, wordsBehind
    case shapes01, shapes10, shapesAround, shapeWordBefore, shapeWordBehind, shapes5
    case caseOfLine, wordInCase
    case listClass, listClassBefore, listClassBehind, listSet, listSetBefore, listSetBehind
    case listSets01, listSets10, listSetWordBefore, listSetWordBehind, listSetShape
    case runPlace, runFirstSet, runLastSet, runFirstWord, runLastWord, runBefore, runBehind, runBeforeSet
    case seenLower, seenInside, seenOften
    case otherBefore, otherBehind, otherPlace, otherBeforeSet
    case longestPlace, longestLastWord, longestFirstSet, longestLastSet, longestBefore
    case acronymOf, acronymSet
}
