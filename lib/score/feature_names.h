/*
 * The named features of the trained scorer: what is looked at in a post, in
 * its links and names, and in what its account does.  Beside these there are
 * the topics of the phrase lists, each in five ways.
 */
#ifndef SCORE_FEATURE_NAMES_H
#define SCORE_FEATURE_NAMES_H

/* FEATURE(constant, stable name, sentence for people) */
/* clang-format off */
#define FEATURES(FEATURE) \
	FEATURE(KIND_RT, "kind_rt", "is a repost") \
	FEATURE(KIND_REPLY, "kind_reply", "is a reply to somebody") \
	FEATURE(KIND_SELF, "kind_self", "goes on with its own thread") \
	FEATURE(KIND_LINK, "kind_link", "is a post with a link") \
	FEATURE(KIND_PLAIN, "kind_plain", "is a post without a link") \
	FEATURE(QUOTE, "quote", "quotes another post") \
	FEATURE(REPLY_QUOTE, "reply_quote", "quotes a post within a reply") \
	FEATURE(LINKS_1, "links_1", "has one link") \
	FEATURE(LINKS_2, "links_2", "has several links") \
	FEATURE(LEN, "len", "its length in words") \
	FEATURE(LEN_0_2, "len_0_2", "two words at most") \
	FEATURE(LEN_3_5, "len_3_5", "three to five words") \
	FEATURE(LEN_6_10, "len_6_10", "six to ten words") \
	FEATURE(LEN_11_20, "len_11_20", "eleven to twenty words") \
	FEATURE(LEN_20, "len_20", "more than twenty words") \
	FEATURE(LEN_35, "len_35", "more than 35 words") \
	FEATURE(SENT_2, "sent_2", "two sentences or more") \
	FEATURE(SENT_3, "sent_3", "three sentences or more") \
	FEATURE(SENT_5, "sent_5", "five sentences or more") \
	FEATURE(LONGWORD_SHARE, "longword_share", "share of long words") \
	FEATURE(NEWLINES, "newlines", "is set in lines") \
	FEATURE(EXCL, "excl", "exclamation marks") \
	FEATURE(QUEST_ANY, "quest_any", "has a question mark") \
	FEATURE(QUEST_2, "quest_2", "has several question marks") \
	FEATURE(ALLCAPS, "allcaps", "words in capitals") \
	FEATURE(TITLECASE, "titlecase", "share of words with a capital") \
	FEATURE(HEADLINE, "headline", "is written like a headline") \
	FEATURE(FIRST_LOWER, "first_lower", "begins with a small letter") \
	FEATURE(NO_CAPS, "no_caps", "has no capitals") \
	FEATURE(ELONG, "elong", "stretches a word") \
	FEATURE(ELLIPSIS, "ellipsis", "has an ellipsis") \
	FEATURE(END_QUEST, "end_quest", "ends with a question mark") \
	FEATURE(END_EXCL, "end_excl", "ends with an exclamation mark") \
	FEATURE(END_PERIOD, "end_period", "ends with a full stop") \
	FEATURE(END_COLON, "end_colon", "ends with a colon") \
	FEATURE(END_WORD, "end_word", "ends with a word") \
	FEATURE(END_TRUNC, "end_trunc", "is cut off") \
	FEATURE(Q_WH_AUX, "q_wh_aux", "asks a full question") \
	FEATURE(Q_LAST_SENTENCE, "q_last_sentence", "its last sentence asks") \
	FEATURE(Q_ONLY, "q_only", "does nothing but ask") \
	FEATURE(Q_FIRST_THEN_MORE, "q_first_then_more", \
	    "asks first and goes on") \
	FEATURE(START_WH, "start_wh", "begins with a question word") \
	FEATURE(START_AUX, "start_aux", "begins with do, is, can") \
	FEATURE(Q_THEN_URL, "q_then_url", "a question right before the link") \
	FEATURE(EMOJI_POINT, "emoji_point", "a picture that points") \
	FEATURE(EMOJI_LAUGH, "emoji_laugh", "a picture that laughs") \
	FEATURE(EMOJI_HEART, "emoji_heart", "a picture of feeling") \
	FEATURE(EMOJI_TICK, "emoji_tick", "a picture that lists or lures") \
	FEATURE(EMOJI_1, "emoji_1", "has a picture") \
	FEATURE(EMOJI_3, "emoji_3", "has three pictures or more") \
	FEATURE(ONLY_EMOJI, "only_emoji", "has pictures alone") \
	FEATURE(MENT_1, "ment_1", "mentions one account") \
	FEATURE(MENT_2, "ment_2", "mentions several accounts") \
	FEATURE(LEAD_2, "lead_2", "replies to several accounts") \
	FEATURE(LEAD_4, "lead_4", "replies to a crowd") \
	FEATURE(TAGS_1, "tags_1", "has one or two hashtags") \
	FEATURE(TAGS_3, "tags_3", "has three hashtags or more") \
	FEATURE(CASH_1, "cash_1", "names one ticker") \
	FEATURE(CASH_2, "cash_2", "names two or three tickers") \
	FEATURE(CASH_4, "cash_4", "names many tickers") \
	FEATURE(MONEY, "money", "names a sum of money") \
	FEATURE(PERCENT, "percent", "names a percentage") \
	FEATURE(NUM_1, "num_1", "has one number") \
	FEATURE(NUM_2, "num_2", "has several numbers") \
	FEATURE(DECIMAL, "decimal", "has a decimal number") \
	FEATURE(STARTS_NUM, "starts_num", "begins with a number") \
	FEATURE(LIST_MARK, "list_mark", "lists points") \
	FEATURE(THREAD_MARK, "thread_mark", "is numbered as part of a thread") \
	FEATURE(QUOTE_START, "quote_start", "begins with a quotation") \
	FEATURE(QUOTE_IN, "quote_in", "holds a quotation") \
	FEATURE(PAREN, "paren", "has a bracket") \
	FEATURE(BRACKET_START, "bracket_start", "begins with a bracket") \
	FEATURE(PIPE, "pipe", "has a vertical bar") \
	FEATURE(ARROW, "arrow", "has an arrow") \
	FEATURE(COLON_IN, "colon_in", "has a colon") \
	FEATURE(COLON_HEAD, "colon_head", "has a colon near its beginning") \
	FEATURE(STARTS_TAG, "starts_tag", "begins with a hashtag") \
	FEATURE(STARTS_CASH, "starts_cash", "begins with a ticker") \
	FEATURE(DOT_MENT, "dot_ment", "begins with a dotted mention") \
	FEATURE(PLUS, "plus", "has a plus") \
	FEATURE(EMDASH, "emdash", "has a dash") \
	FEATURE(STARTS_LINK, "starts_link", "begins with a link") \
	FEATURE(LINK_LAST, "link_last", "ends with its link") \
	FEATURE(WORDS_AFTER_LINK, "words_after_link", \
	    "goes on after its link") \
	FEATURE(LINK_ONLY, "link_only", "has a link and no words") \
	FEATURE(LINK_AFTER_COLON, "link_after_colon", \
	    "a colon before the link") \
	FEATURE(LINK_AFTER_PERIOD, "link_after_period", \
	    "a full stop before the link") \
	FEATURE(LINK_AFTER_WORD, "link_after_word", "a word before the link") \
	FEATURE(LINK_AFTER_NL, "link_after_nl", \
	    "a line of its own for the link") \
	FEATURE(LINK_AFTER_DASH, "link_after_dash", "a dash before the link") \
	FEATURE(LINK_AFTER_ELL, "link_after_ell", \
	    "a cut sentence before the link") \
	FEATURE(LINK_AFTER_TAG, "link_after_tag", "a tag before the link") \
	FEATURE(IMPERATIVE, "imperative", "begins by telling to do something") \
	FEATURE(L_TCO, "l_tco", "a link whose target is unknown") \
	FEATURE(L_SHORT, "l_short", "a link of a shortener") \
	FEATURE(L_SHORT_HABIT, "l_short_habit", \
	    "the account's usual shortener") \
	FEATURE(L_EXPANDED, "l_expanded", "a link whose target is known") \
	FEATURE(L_OWN, "l_own", "leads to the account's own site") \
	FEATURE(L_OWN_PROFILE, "l_own_profile", \
	    "leads to the site in its profile") \
	FEATURE(L_OWN_NAME, "l_own_name", "leads to a site with its name") \
	FEATURE(L_OWN_HABIT, "l_own_habit", \
	    "leads to the site it mostly links to") \
	FEATURE(L_THIRD, "l_third", "leads to somebody else's site") \
	FEATURE(L_KNOWN, "l_known", "leads to a large medium or platform") \
	FEATURE(L_RT_SITE, "l_rt_site", \
	    "leads to the reposted account's site") \
	FEATURE(L_SHARE, "l_share", "share of its links that go there") \
	FEATURE(L_SHARE_HI, "l_share_hi", "nearly all its links go there") \
	FEATURE(L_RARE, "l_rare", "it rarely links there") \
	FEATURE(L_COUNT, "l_count", "how often it links there") \
	FEATURE(L_HOME, "l_home", "leads to a front page") \
	FEATURE(L_DEEP, "l_deep", "leads deep into a site") \
	FEATURE(L_HELP, "l_help", "leads to help pages") \
	FEATURE(L_SHOP, "l_shop", "leads to a shop, tickets or jobs") \
	FEATURE(L_BLOG, "l_blog", "leads to a blog or article") \
	FEATURE(L_CONTACT, "l_contact", "leads to a contact page") \
	FEATURE(L_GOV, "l_gov", "leads to an office, school or society") \
	FEATURE(L_MEDIA, "l_media", "leads to a picture") \
	FEATURE(L_TWITTER, "l_twitter", "leads to a post") \
	FEATURE(L_UTM, "l_utm", "the link is tracked") \
	FEATURE(L_AFFIL, "l_affil", "the link pays its author") \
	FEATURE(L_EMBED, "l_embed", "the link holds another address") \
	FEATURE(L_EMBED_THIRD, "l_embed_third", \
	    "the link holds somebody else's address") \
	FEATURE(L_SLUG_IS_TEXT, "l_slug_is_text", \
	    "the text is the page's title") \
	FEATURE(L_OWN_AND_THIRD, "l_own_and_third", \
	    "own and others' sites together") \
	FEATURE(BIO_IN_LINK, "bio_in_link", \
	    "the link holds a name of the profile") \
	FEATURE(L_BEYOND_QUOTE, "l_beyond_quote", \
	    "a link beside the quoted post") \
	FEATURE(SELF_MENT, "self_ment", "mentions itself") \
	FEATURE(SISTER_MENT, "sister_ment", "mentions a sister account") \
	FEATURE(LEAD_SISTER, "lead_sister", "replies to a sister account") \
	FEATURE(BIO_MENT, "bio_ment", "mentions an account of its profile") \
	FEATURE(HABIT_MENT, "habit_ment", \
	    "mentions an account it often mentions") \
	FEATURE(HABIT_MENT_V, "habit_ment_v", \
	    "how often it mentions that account") \
	FEATURE(RARE_MENT, "rare_ment", \
	    "mentions an account for the first time") \
	FEATURE(OWN_WORD, "own_word", "says its own name") \
	FEATURE(OWN_TAG, "own_tag", "a hashtag of its own") \
	FEATURE(BIO_OVERLAP, "bio_overlap", "words of its profile") \
	FEATURE(BIO_CAP, "bio_cap", "a name of its profile") \
	FEATURE(HABIT_TAG, "habit_tag", "a hashtag it often uses") \
	FEATURE(HABIT_TAG_B, "habit_tag_b", "a hashtag it keeps using") \
	FEATURE(RARE_TAG, "rare_tag", "a hashtag it has not used before") \
	FEATURE(HABIT_CAP, "habit_cap", "a name it often uses") \
	FEATURE(HABIT_CAP_B, "habit_cap_b", "a name it keeps using") \
	FEATURE(BIO_IN_MENT, "bio_in_ment", \
	    "a mention or tag with a name of its profile") \
	FEATURE(BIO_IN_LEAD, "bio_in_lead", \
	    "replies to a handle with a name of its profile") \
	FEATURE(INNER_RT, "inner_rt", "an old repost with words before it") \
	FEATURE(STARTS_RT_WORD, "starts_rt_word", "begins with RT") \
	FEATURE(OLD_QUOTE, "old_quote", "quotes somebody in the old way") \
	FEATURE(BY_MENT, "by_ment", "credits an author") \
	FEATURE(VIA_END, "via_end", "credits its source") \
	FEATURE(CC_END, "cc_end", "copies somebody in") \
	FEATURE(SLASH_MENT, "slash_ment", "credits by a slash") \
	FEATURE(TMPL_FULL, "tmpl_full", \
	    "the account posted the same words before") \
	FEATURE(TMPL_PRE, "tmpl_pre", "how often it begins so") \
	FEATURE(TMPL_PRE3, "tmpl_pre3", "a beginning it keeps using") \
	FEATURE(TMPL_SUF, "tmpl_suf", "how often it ends so") \
	FEATURE(FAMILIAR, "familiar", "how usual these words are for it") \
	FEATURE(RT_SELF, "rt_self", "reposts itself") \
	FEATURE(RT_RELATED, "rt_related", "reposts a sister account") \
	FEATURE(RT_BIO, "rt_bio", "reposts an account of its profile") \
	FEATURE(RT_IN_PARTS, "rt_in_parts", "reposts a handle with its name") \
	FEATURE(RT_BIOWORD, "rt_bioword", \
	    "reposts a handle with a word of its profile") \
	FEATURE(RT_SHARE, "rt_share", \
	    "share of its reposts that are of this account") \
	FEATURE(RT_COUNT, "rt_count", "how often it reposts this account") \
	FEATURE(RT_ONCE, "rt_once", "reposts this account for the first time") \
	FEATURE(RT_TOP, "rt_top", "reposts an account it mostly reposts") \
	FEATURE(RT_MENTIONED, "rt_mentioned", \
	    "how often it mentions the reposted account") \
	FEATURE(RT_MENT_B, "rt_ment_b", \
	    "mentions the reposted account elsewhere") \
	FEATURE(RT_REPLIED, "rt_replied", \
	    "replies to the reposted account elsewhere") \
	FEATURE(RT_SELF_MENT, "rt_self_ment", \
	    "the reposted post mentions the account") \
	FEATURE(RT_SELF_MENT_FIRST, "rt_self_ment_first", \
	    "the reposted post begins with the account") \
	FEATURE(RT_OWNSITE, "rt_ownsite", \
	    "the reposted post leads to its own site") \
	FEATURE(RT_OTAG, "rt_otag", \
	    "the reposted post has a hashtag of its own") \
	FEATURE(RT_OTAG_V, "rt_otag_v", "how often it uses that hashtag") \
	FEATURE(RT_HABITMENT, "rt_habitment", \
	    "the reposted post mentions whom it mentions") \
	FEATURE(RT_MENT_RTH, "rt_ment_rth", \
	    "the reposted post mentions whom it reposts") \
	FEATURE(RT_OWNCAP, "rt_owncap", \
	    "the reposted post names what it names") \
	FEATURE(RT_ACC_SHARE, "rt_acc_share", \
	    "how much of the account is reposts") \
	FEATURE(RT_A_SELFMENT, "rt_a_selfment", \
	    "how many of its reposts mention it") \
	FEATURE(RT_A_TOP, "rt_a_top", \
	    "how many of its reposts are of one account") \
	FEATURE(RT_A_RELATED, "rt_a_related", \
	    "how many of its reposts are of sister accounts") \
	FEATURE(RT_A_DISTINCT, "rt_a_distinct", \
	    "how many accounts it reposts") \
	FEATURE(RP_PARENT_KNOWN, "rp_parent_known", \
	    "the post it replies to is known") \
	FEATURE(RP_PARENT_Q, "rp_parent_q", "the post it replies to asks") \
	FEATURE(RP_PARENT_HELP, "rp_parent_help", \
	    "the post it replies to needs help") \
	FEATURE(RP_PARENT_THANKS, "rp_parent_thanks", \
	    "the post it replies to thanks") \
	FEATURE(RP_OVERLAP, "rp_overlap", \
	    "shares words with the post it replies to") \
	FEATURE(RP_SIGN, "rp_sign", "is signed") \
	FEATURE(RP_STEP, "rp_step", "begins with what to do") \
	FEATURE(RP_YESNO, "rp_yesno", "begins with yes or no") \
	FEATURE(RP_CAPNAME, "rp_capname", "greets by name") \
	FEATURE(RP_HABIT_TO, "rp_habit_to", "replies to a usual partner") \
	FEATURE(RP_NO_ID, "rp_no_id", "a reply by its mention alone") \
	FEATURE(A_RT, "a_rt", "share of reposts in the account") \
	FEATURE(A_REPLY, "a_reply", "share of replies in the account") \
	FEATURE(A_SELF, "a_self", "share of threads in the account") \
	FEATURE(A_LINK, "a_link", "share of posts with links in the account") \
	FEATURE(A_PLAIN, "a_plain", "share of plain posts in the account") \
	FEATURE(A_NOBIO, "a_nobio", "the account says nothing of itself") \
	FEATURE(A_BIOURL, "a_biourl", "its profile holds a link") \
	FEATURE(A_LINKS, "a_links", "links per post of the account") \
	FEATURE(A_CASH, "a_cash", "tickers per post of the account") \
	FEATURE(A_LEN, "a_len", "length of the account's posts") \
	FEATURE(A_Q, "a_q", "share of the account's posts that ask") \
	FEATURE(A_OWNLINKS, "a_ownlinks", \
	    "share of the account's links to its own sites") \
	FEATURE(A_DISTINCT, "a_distinct", \
	    "number of sites the account links to") \
	FEATURE(A_THIRD, "a_third", \
	    "links to others' sites per post of the account") \
	FEATURE(A_ONESITE, "a_onesite", \
	    "share of the account's links to one site") \
	FEATURE(A_TMPL, "a_tmpl", \
	    "share of the account's posts that begin alike") \
	FEATURE(A_DAYS, "a_days", "days between the account's posts") \
	FEATURE(B_HOURS, "b_hours", "its profile names hours")
/* clang-format on */

#endif
